import { randomUUID } from "node:crypto";
import type { Permission, Role } from "@tenon/contract/permissions";
import { type Db, Prisma, readRows, type Tx } from "@tenon/db";
import type {
  Found,
  NewSession,
  Session,
  SessionKind,
  SessionUser,
  ShownAgain,
  StartedSession,
} from "./session-engine.ts";
import { hashToken, newSessionToken } from "./tokens.ts";

/** No scopes stand for all. */
type SessionColumns = Omit<Session, "scopes"> & { scopes: string[] };

/** A session as it is kept, its user beside it. */
export type SessionRow = SessionColumns & { idleSeconds: number } & Omit<SessionUser, "id">;

const sessionColumns = Prisma.sql`
  s.user_id AS "userId", s.expires_at AS "expiresAt", s.public_id AS "publicId", s.kind::text AS "kind", s.scopes, s.aal, s.amr,
  s.actor_id AS "actorId", s.absolute_expires_at AS "absoluteExpiresAt", s.authenticated_at AS "authenticatedAt",
  s.idle_seconds AS "idleSeconds", s.remember`;

/** Both in one round trip: whoever calls for the first time in a while waits for it. */
export const readSession = (db: Db, id: string): Promise<SessionRow | undefined> =>
  readWhere(db, Prisma.sql`s.id = ${id}`);

/** The same by the id that may be shown, for a caller who has proved otherwise that it is theirs. */
export const readSessionByPublicId = (db: Db, publicId: string): Promise<SessionRow | undefined> =>
  readWhere(db, Prisma.sql`s.public_id = ${publicId}::uuid`);

async function readWhere(db: Db, where: Prisma.Sql): Promise<SessionRow | undefined> {
  const [row] = await readRows<SessionRow>(
    db,
    Prisma.sql`SELECT ${sessionColumns}, u.username, u.role::text AS "role", u.status::text AS "status", u.mfa_required AS "mfaRequired"
      FROM sessions s JOIN users u ON u.id = s.user_id WHERE ${where}`,
  );
  return row;
}

/** The row and the token of a new session. */
export function newSession({ idleSeconds, ...origin }: NewSession) {
  const token = newSessionToken();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + idleSeconds * 1000);
  const data = {
    ...origin,
    id: hashToken(token),
    publicId: randomUUID(),
    actorId: origin.actorId ?? null,
    scopes: origin.scopes ?? [],
    ip: origin.ip ?? null,
    userAgent: origin.userAgent?.slice(0, 400) ?? null,
    idleSeconds,
    expiresAt,
    authenticatedAt: now,
  };
  return { token, data };
}

export type Renewal = { id: string; expiresAt: Date; idleSeconds: number };

/** Moves idle deadlines. Many requests of one page find theirs due at once: one of them writes, if nobody has just done so. */
export function createRenewals(db: Db): (renewal: Renewal) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  return ({ id, expiresAt, idleSeconds }) => {
    const longAgo = new Date(expiresAt.getTime() - (idleSeconds * 1000) / 4);
    const renew = () => db.session.updateMany({ where: { id, expiresAt: { lt: longAgo } }, data: { expiresAt } });
    const renewal =
      running.get(id) ??
      renew()
        .then(() => {})
        .finally(() => running.delete(id));
    running.set(id, renewal);
    return renewal;
  };
}

/** What a valid token stands for, as every engine tells it. */
export const toFound = (row: SessionRow, { expiresAt, renewed }: { expiresAt: Date; renewed: boolean }): Found => ({
  session: toSession({ ...row, expiresAt }),
  user: toSessionUser(row),
  renewed,
  renewAt: expiresAt.getTime() - (row.idleSeconds * 1000) / 2,
});

/** Without what only the engine may know. */
export const toSession = (row: SessionColumns): Session => ({
  publicId: row.publicId,
  userId: row.userId,
  actorId: row.actorId,
  kind: row.kind,
  scopes: row.scopes.length === 0 ? null : (row.scopes as Permission[]),
  remember: row.remember,
  aal: row.aal,
  amr: row.amr,
  expiresAt: row.expiresAt < row.absoluteExpiresAt ? row.expiresAt : row.absoluteExpiresAt,
  absoluteExpiresAt: row.absoluteExpiresAt,
  authenticatedAt: row.authenticatedAt,
});

const toSessionUser = (row: SessionRow): SessionUser => ({
  id: row.userId,
  username: row.username,
  role: row.role,
  status: row.status,
  mfaRequired: row.mfaRequired,
});

/** A new token for a session that goes on, for which a credential was just shown; null when it has ended. */
export async function reissueSession(
  db: Db | Tx,
  publicId: string,
  { aal, amr, isEnough = true }: ShownAgain,
): Promise<StartedSession | null> {
  const token = newSessionToken();
  const [row] = await db.$queryRaw<SessionColumns[]>`
    UPDATE sessions s SET id = ${hashToken(token)}, authenticated_at = CASE WHEN ${isEnough} THEN now() ELSE authenticated_at END,
      aal = GREATEST(aal, ${aal}::smallint),
      amr = (SELECT array_agg(DISTINCT method) FROM unnest(amr || ${amr}::text[]) AS method),
      expires_at = now() + idle_seconds * interval '1 second'
    WHERE public_id = ${publicId}::uuid AND expires_at > now() AND absolute_expires_at > now() RETURNING ${sessionColumns}`;
  return row ? { token, session: toSession(row) } : null;
}

/** The roles of the active users of those of these sessions and keys that have not ended, by public id. */
export async function rolesOfSessions(db: Db, publicIds: string[]): Promise<Map<string, Role>> {
  if (publicIds.length === 0) return new Map();
  const rows = await readRows<{ publicId: string; role: Role }>(
    db,
    Prisma.sql`SELECT l.id AS "publicId", u.role::text AS "role" FROM users u JOIN (
        SELECT public_id AS id, user_id FROM sessions
        WHERE public_id = ANY(${publicIds}::uuid[]) AND expires_at > now() AND absolute_expires_at > now()
        UNION ALL
        SELECT id, owner_id FROM api_keys
        WHERE id = ANY(${publicIds}::uuid[]) AND COALESCE(expires_at > now(), true)
      ) l ON u.id = l.user_id WHERE u.status = 'active'`,
  );
  return new Map(rows.map(({ publicId, role }) => [publicId, role]));
}

/** A session as its owner may see it. */
export type SessionEntry = Pick<Session, "publicId" | "aal" | "expiresAt"> & {
  kind: SessionKind;
  createdAt: Date;
  lastSeenAt: Date;
  ip: string | null;
  userAgent: string | null;
};

/** A user's sessions that hold, the last seen first. */
export async function listSessions(db: Db, userId: string): Promise<SessionEntry[]> {
  const now = new Date();
  const rows = await db.session.findMany({
    where: { userId, expiresAt: { gt: now }, absoluteExpiresAt: { gt: now } },
    select: {
      publicId: true,
      kind: true,
      aal: true,
      expiresAt: true,
      createdAt: true,
      lastSeenAt: true,
      ip: true,
      userAgent: true,
    },
    orderBy: [{ lastSeenAt: "desc" }, { createdAt: "desc" }],
  });
  return rows.map(({ aal, ...row }) => ({ ...row, aal: aal === 2 ? 2 : 1 }));
}
