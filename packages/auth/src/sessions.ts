import { AppError } from "@tenon/contract/app-error";
import type { Role } from "@tenon/contract/permissions";
import { type Db, deleteInBatches, Prisma, type Tx } from "@tenon/db";
import type { LastSeen } from "./last-seen.ts";
import type { SessionCache } from "./session-cache.ts";
import type { Found, SessionEngine, SessionOrigin, ShownAgain, StartedSession } from "./session-engine.ts";
import type { SessionNews } from "./session-news.ts";
import {
  listSessions,
  readSessionByPublicId,
  reissueSession,
  rolesOfSessions,
  type SessionEntry,
  toFound,
} from "./session-rows.ts";
import { hashToken } from "./tokens.ts";

export type Lifetime = {
  /** Unused for this long, a session ends. */
  idleMs: number;
  /** After this long it ends in any case. */
  absoluteMs: number;
};

/** How long sessions live (ASVS 5.0 7.1.1). */
export type SessionLifetimes = Lifetime & {
  /** Administrators' (NIST SP 800-63B, 2.2.3). @default 1 hour, 24 hours */
  admin: Lifetime;
  /** Unused for this long, one that is not to be remembered ends. @default 12 hours */
  forgetfulMs: number;
  /** The fixed length of an impersonation. @default 60 minutes */
  impersonationMs: number;
  /** As many as a user may have; the one that was not seen for longest gives way. @default 20 */
  perUser: number;
};

const hourMs = 3_600_000;

export const defaultLifetimes: SessionLifetimes = {
  idleMs: 7 * 24 * hourMs,
  absoluteMs: 30 * 24 * hourMs,
  admin: { idleMs: hourMs, absoluteMs: 24 * hourMs },
  forgetfulMs: 12 * hourMs,
  impersonationMs: hourMs,
  perUser: 20,
};

/** Who a valid token speaks for. */
export type Principal = Pick<Found, "user" | "session" | "renewed">;

export type SignIn = SessionOrigin & {
  /** Whether it outlives the browser. @default true */
  remember?: boolean | undefined;
};

/** Each call that changes something takes the transaction that it is part of, or the database. */
export interface Sessions {
  /**
   * Starts one, with the user's row locked: not beside a change of their status or role.
   * Throws ACCOUNT_DISABLED, or UNAUTHENTICATED when there is no such user.
   * @returns with the public ids of those that gave way to it
   */
  start(tx: Tx, userId: string, origin: SignIn): Promise<StartedSession & { evicted: string[] }>;
  /** Null for a token that is unknown, idle or over-age, or whose user is disabled. */
  validate(token: string): Promise<Principal | null>;
  /** The same by its public id, for a caller whose access token names it. Does not move its idle deadline. */
  find(publicId: string): Promise<Principal | null>;
  /** A new token for a session for which a credential was just shown: the old token is no more. Null when it has ended. */
  reissue(db: Db | Tx, publicId: string, shown: ShownAgain): Promise<StartedSession | null>;
  /** A user's sessions, the last seen first; those that impersonate them too. */
  list(userId: string): Promise<SessionEntry[]>;
  /** @param of.userId whose it has to be @returns whether there was such a session */
  revoke(db: Db | Tx, publicId: string, of?: { userId: string }): Promise<boolean>;
  /** Ends all sessions of a user but `except`, those that impersonate them or that they impersonate with, and devices' that are to come. */
  revokeUser(db: Db | Tx, userId: string, options?: { except?: string }): Promise<void>;
  /** Ends the sessions that impersonate a user, and those that the user impersonates with. */
  revokeImpersonations(db: Db | Tx, userId: string): Promise<void>;
  /** Ends the sessions in which an administrator acts as others. */
  revokeActing(db: Db | Tx, actorId: string): Promise<void>;
  /** Makes the sessions of a user, who has just got this role, live no longer than the role's. */
  restrict(db: Db | Tx, userId: string, role: Role): Promise<void>;
  /** The roles that go with those of these sessions that still hold, by public id. */
  rolesOf(publicIds: string[]): Promise<Map<string, Role>>;
  /** Hears what ends or changes, as it is told (`SessionNews`). */
  on: SessionNews["on"];
  sweep(): Promise<number>;
}

type Options = {
  db: Db;
  engine: SessionEngine;
  lifetimes: SessionLifetimes;
  news: SessionNews;
  cache: SessionCache;
  lastSeen: Pick<LastSeen, "see">;
};

/** What every engine must obey: the hard deadline and the account's status are checked here, on each use. */
export function createSessions({ db: own, engine, lifetimes, news, cache, lastSeen }: Options): Sessions {
  const lifetimeOf = (role: Role): Lifetime => (role === "admin" ? lifetimes.admin : lifetimes);

  return {
    async start(tx, userId, { remember = true, ...origin }) {
      const [user] = await tx.$queryRaw<{ role: Role; status: string }[]>`
        SELECT role::text AS role, status::text AS status FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
      if (!user) throw new AppError("UNAUTHENTICATED");
      if (user.status !== "active") throw new AppError("ACCOUNT_DISABLED");

      const { impersonationMs, forgetfulMs, perUser } = lifetimes;
      const { idleMs, absoluteMs } =
        origin.kind === "impersonation"
          ? { idleMs: impersonationMs, absoluteMs: impersonationMs }
          : lifetimeOf(user.role);
      const idleSeconds = Math.ceil((remember ? idleMs : Math.min(idleMs, forgetfulMs)) / 1000);
      const absoluteExpiresAt = new Date(Date.now() + absoluteMs);
      const started = await engine.create(tx, { ...origin, userId, remember, idleSeconds, absoluteExpiresAt });
      const evicted = await tx.$queryRaw<{ publicId: string }[]>`
        DELETE FROM sessions WHERE user_id = ${userId}::uuid AND id IN (
          SELECT id FROM sessions WHERE user_id = ${userId}::uuid AND public_id <> ${started.session.publicId}::uuid
          ORDER BY last_seen_at DESC, created_at DESC OFFSET ${perUser - 1})
        RETURNING public_id AS "publicId"`;
      for (const { publicId: id } of evicted) cache.distrust({ kind: "session", id });
      return { ...started, evicted: evicted.map(({ publicId }) => publicId) };
    },

    async validate(token) {
      const hash = hashToken(token);
      const found = cache.get(hash) ?? (await lookUp(token, hash));
      if (found) lastSeen.see(found.session.publicId);
      return found;
    },

    async find(publicId) {
      // No token's hash looks like this.
      const key = `id:${publicId}`;
      return cache.get(key) ?? cache.fill(key, () => findActive(own, publicId));
    },

    reissue(db, publicId, shown) {
      cache.distrust({ kind: "session", id: publicId });
      return reissueSession(db, publicId, shown);
    },

    list: (userId) => listSessions(own, userId),

    async revoke(db, publicId, of) {
      cache.distrust({ kind: "session", id: publicId });
      const { count } = await db.session.deleteMany({ where: { publicId, ...of } });
      return count > 0;
    },

    async revokeUser(db, userId, { except } = {}) {
      cache.distrust({ kind: "user", id: userId });
      const others = except !== undefined && { publicId: { not: except } };
      await db.session.deleteMany({ where: { OR: [{ userId }, { actorId: userId }], ...others } });
      // What was approved from one of them and not fetched yet would become another.
      await db.deviceGrant.deleteMany({ where: { claimedById: userId } });
    },

    async revokeImpersonations(db, userId) {
      cache.distrust({ kind: "user", id: userId });
      await db.session.deleteMany({ where: { kind: "impersonation", OR: [{ userId }, { actorId: userId }] } });
    },

    async revokeActing(db, actorId) {
      cache.distrust({ kind: "user", id: actorId });
      await db.session.deleteMany({ where: { actorId } });
    },

    async restrict(db, userId, role) {
      cache.distrust({ kind: "user", id: userId });
      const { idleMs, absoluteMs } = lifetimeOf(role);
      const idleSeconds = Math.ceil(idleMs / 1000);
      await db.$executeRaw`
        UPDATE sessions SET idle_seconds = LEAST(idle_seconds, ${idleSeconds}),
          expires_at = LEAST(expires_at, now() + ${idleSeconds} * interval '1 second'),
          absolute_expires_at = LEAST(absolute_expires_at, now() + ${absoluteMs / 1000} * interval '1 second')
        WHERE user_id = ${userId}::uuid`;
    },

    rolesOf: (publicIds) => rolesOfSessions(own, publicIds),

    on: (listener) => news.on(listener),

    sweep() {
      const now = new Date();
      const isOver = Prisma.sql`expires_at < ${now}::timestamptz OR absolute_expires_at < ${now}::timestamptz`;
      return deleteInBatches(own, "sessions", isOver);
    },
  };

  function lookUp(token: string, hash: string): Promise<Found | null> {
    return cache.fill(hash, async () => {
      const found = await engine.validate(token);
      if (!found || found.user.status !== "active") return null;
      if (found.session.absoluteExpiresAt.getTime() > Date.now()) return found;
      await own.session.deleteMany({ where: { publicId: found.session.publicId } });
      return null;
    });
  }
}

async function findActive(db: Db, publicId: string): Promise<Found | null> {
  const row = await readSessionByPublicId(db, publicId);
  if (row?.status !== "active") return null;
  const found = toFound(row, { expiresAt: row.expiresAt, renewed: false });
  // The earlier one of both deadlines.
  return found.session.expiresAt.getTime() > Date.now() ? found : null;
}
