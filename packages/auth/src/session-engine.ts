import type { Role } from "@tenon/contract/permissions";
import type { UserStatus } from "@tenon/contract/users";

export type SessionKind = "cookie" | "bearer" | "impersonation";

/** What a new session knows of how it came about. */
export type SessionOrigin = {
  kind: SessionKind;
  /** The administrator behind an impersonation. */
  actorId?: string;
  ip?: string | undefined;
  userAgent?: string | undefined;
};

export type Session = {
  /** Safe to show and to log; the id itself never leaves the engine. */
  publicId: string;
  userId: string;
  actorId: string | null;
  kind: SessionKind;
  /** Ends then unless it is used before. */
  expiresAt: Date;
  /** Ends then in any case. */
  absoluteExpiresAt: Date;
  authenticatedAt: Date;
};

export type SessionUser = { id: string; username: string; role: Role; status: UserStatus };

/** How sessions are kept. Expects and returns tokens; stores only their hashes. */
export interface SessionEngine {
  create(
    userId: string,
    origin: SessionOrigin & { absoluteExpiresAt: Date },
  ): Promise<{ token: string; session: Session }>;
  /** Null for an unknown or expired token. `renewed` says that the idle deadline has just moved. */
  validate(token: string): Promise<{ session: Session; user: SessionUser; renewed: boolean } | null>;
  revoke(publicId: string): Promise<void>;
  /** Ends all sessions of a user but `except`, and those that impersonate them or that they impersonate with. */
  revokeUser(userId: string, options?: { except?: string }): Promise<void>;
  /** Ends the sessions that impersonate a user, and those that the user impersonates with. */
  revokeImpersonations(userId: string): Promise<void>;
  /** The roles of the active users of those of these sessions that have not ended, by public id. */
  rolesOf(publicIds: string[]): Promise<Map<string, Role>>;
  /** Deletes what has expired. */
  sweep(): Promise<number>;
}
