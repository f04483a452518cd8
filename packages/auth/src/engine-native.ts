import type { Db } from "@tenon/db";
import type { SessionEngine } from "./session-engine.ts";
import { createRenewals, newSession, readSession, toFound, toSession } from "./session-rows.ts";
import { hashToken } from "./tokens.ts";

/** Sessions without a library: what lucia does for us, in one file. */
export function createNativeEngine(db: Db): SessionEngine {
  const renew = createRenewals(db);
  return {
    async create(tx, session) {
      const { token, data } = newSession(session);
      await tx.session.create({ data, select: { id: true } });
      return { token, session: toSession(data) };
    },

    async validate(token) {
      const id = hashToken(token);
      const row = await readSession(db, id);
      if (!row) return null;
      const now = Date.now();
      const leftMs = row.expiresAt.getTime() - now;
      if (leftMs <= 0) {
        await db.session.deleteMany({ where: { id } });
        return null;
      }
      const idleMs = row.idleSeconds * 1000;
      if (leftMs > idleMs / 2) return toFound(row, { expiresAt: row.expiresAt, renewed: false });
      const expiresAt = new Date(now + idleMs);
      await renew({ id, expiresAt, idleSeconds: row.idleSeconds });
      return toFound(row, { expiresAt, renewed: true });
    },
  };
}
