import type { Db } from "@tenon/db";
import { type Adapter, Lucia, TimeSpan } from "lucia";
import type { SessionEngine } from "./session-engine.ts";
import { createRenewals, newSession, readSession, type SessionRow, toFound, toSession } from "./session-rows.ts";
import { hashToken } from "./tokens.ts";

/**
 * Sessions by lucia 3.2, which only sees hashes: it gets our token's SHA-256 as the session id.
 * Its cookie parser, origin check and ids are not used (docs/decisions/004-lucia-sealed.md).
 */
export function createLuciaEngine(db: Db): SessionEngine {
  const renew = createRenewals(db);

  /** Lucia knows one idle time, and ours are the sessions' own: so each has a Lucia, which is a few closures. */
  const luciaFor = (idleSeconds: number, adapter: Partial<Adapter>) =>
    new Lucia<SessionRow, SessionRow>(
      { ...unused, ...adapter },
      {
        sessionExpiresIn: new TimeSpan(idleSeconds, "s"),
        // Lucia types attributes by augmenting a global interface; the adapter is what really returns them.
        getSessionAttributes: (attributes) => attributes as SessionRow,
        getUserAttributes: (attributes) => attributes as SessionRow,
      },
    );

  return {
    async create(tx, session) {
      const { token, data } = newSession(session);
      const lucia = luciaFor(session.idleSeconds, {
        async setSession({ expiresAt }) {
          await tx.session.create({ data: { ...data, expiresAt } });
        },
      });
      const { expiresAt } = await lucia.createSession(session.userId, {}, { sessionId: data.id });
      return { token, session: toSession({ ...data, expiresAt }) };
    },

    async validate(token) {
      const id = hashToken(token);
      const row = await readSession(db, id);
      if (!row) return null;
      const lucia = luciaFor(row.idleSeconds, {
        getSessionAndUser: () =>
          Promise.resolve([
            { id, userId: row.userId, expiresAt: row.expiresAt, attributes: row },
            { id: row.userId, attributes: row },
          ]),
        async deleteSession() {
          await db.session.deleteMany({ where: { id } });
        },
        updateSessionExpiration: (_, expiresAt) => renew({ id, expiresAt, idleSeconds: row.idleSeconds }),
      });
      const { session } = await lucia.validateSession(id);
      return session && toFound(row, { expiresAt: session.expiresAt, renewed: session.fresh });
    },
  };
}

const refuse = () => Promise.reject(new Error("The sessions' layer does this itself."));

/** What is asked of no engine: listing, revoking and sweeping are one statement each, whichever engine made the rows. */
const unused: Adapter = {
  getSessionAndUser: refuse,
  getUserSessions: refuse,
  setSession: refuse,
  updateSessionExpiration: refuse,
  deleteSession: refuse,
  deleteUserSessions: refuse,
  deleteExpiredSessions: refuse,
};
