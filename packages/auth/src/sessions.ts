import type { Role } from "@tenon/contract/permissions";
import type { Session, SessionEngine, SessionOrigin, SessionUser } from "./session-engine.ts";

export type SessionLifetimes = {
  /** Unused for this long, a session ends. @default 7 days */
  idleMs: number;
  /** After this long a session ends in any case. @default 30 days */
  absoluteMs: number;
  /** The fixed length of an impersonation. @default 60 minutes */
  impersonationMs: number;
};

export const defaultLifetimes: SessionLifetimes = {
  idleMs: 7 * 86_400_000,
  absoluteMs: 30 * 86_400_000,
  impersonationMs: 3_600_000,
};

/** Who a valid token speaks for. */
export type Principal = { user: SessionUser; session: Session; renewed: boolean };

export interface Sessions {
  start(userId: string, origin: SessionOrigin): Promise<{ token: string; session: Session }>;
  /** Null for a token that is unknown, idle or over-age, or whose user is disabled. */
  validate(token: string): Promise<Principal | null>;
  revoke(publicId: string): Promise<void>;
  /** @param options.except the public id of the one session that stays */
  revokeUser(userId: string, options?: { except?: string }): Promise<void>;
  revokeImpersonations(userId: string): Promise<void>;
  /** The roles that go with those of these sessions that still hold, by public id. */
  rolesOf(publicIds: string[]): Promise<Map<string, Role>>;
  sweep(): Promise<number>;
}

/** What every engine must obey: the hard deadline and the account's status are checked here, on each use. */
export function createSessions(engine: SessionEngine, { absoluteMs, impersonationMs }: SessionLifetimes): Sessions {
  return {
    start(userId, origin) {
      const lifetimeMs = origin.kind === "impersonation" ? impersonationMs : absoluteMs;
      return engine.create(userId, { ...origin, absoluteExpiresAt: new Date(Date.now() + lifetimeMs) });
    },

    async validate(token) {
      const found = await engine.validate(token);
      if (!found || found.user.status !== "active") return null;
      if (found.session.absoluteExpiresAt.getTime() > Date.now()) return found;
      await engine.revoke(found.session.publicId);
      return null;
    },

    revoke: (publicId) => engine.revoke(publicId),
    revokeUser: (userId, options) => engine.revokeUser(userId, options),
    revokeImpersonations: (userId) => engine.revokeImpersonations(userId),
    rolesOf: (publicIds) => engine.rolesOf(publicIds),
    sweep: () => engine.sweep(),
  };
}
