import { randomUUID } from "node:crypto";
import type { Role } from "@tenon/contract/permissions";
import { type Db, deleteInBatches, Prisma, readRows } from "@tenon/db";
import { type Adapter, Lucia, TimeSpan } from "lucia";
import type { Session, SessionEngine, SessionUser } from "./session-engine.ts";
import { hashToken, newSessionToken } from "./tokens.ts";

type SessionAttributes = Omit<Session, "userId" | "expiresAt"> & {
  ip?: string | undefined;
  userAgent?: string | undefined;
};
type UserAttributes = Omit<SessionUser, "id">;

export type LuciaEngineOptions = {
  db: Db;
  /** A session that is not used for this long ends. */
  idleMs: number;
};

/**
 * Sessions by lucia 3.2, which only sees hashes: it gets our token's SHA-256 as the session id.
 * Its cookie parser, origin check and ids are not used (docs/decisions/004-lucia-sealed.md).
 */
export function createLuciaEngine({ db, idleMs }: LuciaEngineOptions): SessionEngine {
  const lucia = new Lucia<SessionAttributes, UserAttributes>(prismaAdapter(db, idleMs), {
    sessionExpiresIn: new TimeSpan(idleMs, "ms"),
    // Lucia types attributes by augmenting a global interface; the adapter below is what really returns them.
    getSessionAttributes: (attributes) => attributes as SessionAttributes,
    getUserAttributes: (attributes) => attributes as UserAttributes,
  });

  return {
    async create(userId, { kind, actorId = null, ip, userAgent, absoluteExpiresAt }) {
      const token = newSessionToken();
      const attributes: SessionAttributes = {
        publicId: randomUUID(),
        kind,
        actorId,
        ip,
        userAgent,
        absoluteExpiresAt,
        authenticatedAt: new Date(),
      };
      const session = await lucia.createSession(userId, attributes, { sessionId: hashToken(token) });
      return { token, session: toSession({ ...attributes, userId, expiresAt: session.expiresAt }) };
    },

    async validate(token) {
      const { session, user } = await lucia.validateSession(hashToken(token));
      if (!session) return null;
      return {
        session: toSession(session as typeof session & SessionAttributes),
        user: user as typeof user & UserAttributes,
        renewed: session.fresh,
      };
    },

    async revoke(publicId) {
      await db.session.deleteMany({ where: { publicId } });
    },

    async revokeUser(userId, { except } = {}) {
      const others = except !== undefined && { publicId: { not: except } };
      await db.session.deleteMany({ where: { OR: [{ userId }, { actorId: userId }], ...others } });
    },

    async revokeImpersonations(userId) {
      await db.session.deleteMany({ where: { kind: "impersonation", OR: [{ userId }, { actorId: userId }] } });
    },

    async rolesOf(publicIds) {
      if (publicIds.length === 0) return new Map();
      const rows = await readRows<{ publicId: string; role: Role }>(db, liveSessions(publicIds));
      return new Map(rows.map(({ publicId, role }) => [publicId, role]));
    },

    sweep: () => deleteExpired(db),
  };
}

const toSession = (row: SessionAttributes & { userId: string; expiresAt: Date }): Session => ({
  publicId: row.publicId,
  userId: row.userId,
  actorId: row.actorId,
  kind: row.kind,
  expiresAt: row.expiresAt < row.absoluteExpiresAt ? row.expiresAt : row.absoluteExpiresAt,
  absoluteExpiresAt: row.absoluteExpiresAt,
  authenticatedAt: row.authenticatedAt,
});

type SessionRow = Session & Omit<SessionUser, "id">;

const liveSessions = (publicIds: string[]): Prisma.Sql => Prisma.sql`
  SELECT s.public_id AS "publicId", u.role::text AS "role" FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.public_id = ANY(${publicIds}::uuid[]) AND u.status = 'active' AND s.expires_at > now() AND s.absolute_expires_at > now()`;

/** Both in one round trip: every call of whoever has signed in waits for it. */
const sessionWithUser = (id: string): Prisma.Sql => Prisma.sql`
  SELECT s.user_id AS "userId", s.expires_at AS "expiresAt", s.public_id AS "publicId", s.kind::text AS "kind",
    s.actor_id AS "actorId", s.absolute_expires_at AS "absoluteExpiresAt", s.authenticated_at AS "authenticatedAt",
    u.username, u.role::text AS "role", u.status::text AS "status"
  FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ${id}`;

function deleteExpired(db: Db): Promise<number> {
  const now = new Date();
  const isOver = Prisma.sql`expires_at < ${now}::timestamptz OR absolute_expires_at < ${now}::timestamptz`;
  return deleteInBatches(db, "sessions", isOver);
}

/** Lucia's port on Prisma. Only `…Many` writes: a row that is gone already is not an error. */
function prismaAdapter(db: Db, idleMs: number): Adapter {
  const renewals = new Map<string, Promise<void>>();

  return {
    async getSessionAndUser(id) {
      const [row] = await readRows<SessionRow>(db, sessionWithUser(id));
      if (!row) return [null, null];
      const { userId, expiresAt, username, role, status, ...attributes } = row;
      return [
        { id, userId, expiresAt, attributes },
        { id: userId, attributes: { id: userId, username, role, status } },
      ];
    },

    async getUserSessions(userId) {
      const rows = await db.session.findMany({ where: { userId } });
      return rows.map(({ id, expiresAt, ...attributes }) => ({ id, userId, expiresAt, attributes }));
    },

    async setSession({ id, userId, expiresAt, attributes }) {
      const { ip = null, userAgent = null, ...rest } = attributes as SessionAttributes;
      await db.session.create({ data: { ...rest, id, userId, expiresAt, ip, userAgent } });
    },

    // Many requests of one page find the session due at once: one of them writes, and only if nobody has just done so.
    updateSessionExpiration(id, expiresAt) {
      const running = renewals.get(id);
      if (running) return running;
      const longAgo = new Date(expiresAt.getTime() - idleMs / 4);
      const renewal = db.session
        .updateMany({ where: { id, expiresAt: { lt: longAgo } }, data: { expiresAt } })
        .then(() => {})
        .finally(() => renewals.delete(id));
      renewals.set(id, renewal);
      return renewal;
    },

    async deleteSession(id) {
      await db.session.deleteMany({ where: { id } });
    },

    async deleteUserSessions(userId) {
      await db.session.deleteMany({ where: { userId } });
    },

    async deleteExpiredSessions() {
      await deleteExpired(db);
    },
  };
}
