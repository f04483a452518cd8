import type { Permission, Role } from "@tenon/contract/permissions";
import type { UserStatus } from "@tenon/contract/users";
import type { Db, Tx } from "@tenon/db";

/** `device` is the command line's, approved in a browser; `tokens` has access tokens, and a refresh token that renews them. */
export type SessionKind = "cookie" | "bearer" | "device" | "impersonation" | "tokens";

/** How sure it is who signed in (NIST SP 800-63B): by one factor, or by two. */
export type AssuranceLevel = 1 | 2;

/** What was shown: a password, a one-time code, a recovery code, a passkey, another's word (RFC 8176, but for the last two). */
export type AuthMethod = "pwd" | "otp" | "rec" | "hwk" | "fed";

/** What a session knows of the credentials that were shown for it. */
export type Shown = { aal: AssuranceLevel; amr: AuthMethod[] };

/** What was shown again for a session that goes on. */
export type ShownAgain = Shown & {
  /** Whether it is as much as the account asks for: only then the session is fresh. @default true */
  isEnough?: boolean;
};

/** What a new session knows of how it came about. */
export type SessionOrigin = Shown & {
  kind: SessionKind;
  /** The administrator behind an impersonation. */
  actorId?: string;
  ip?: string | undefined;
  userAgent?: string | undefined;
  /** What it may be used for at most. @default all that its user may do */
  scopes?: string[];
};

export type Session = Shown & {
  /** Safe to show and to log; the id itself never leaves the engine. */
  publicId: string;
  userId: string;
  actorId: string | null;
  /** An API key stands for one as well. */
  kind: SessionKind | "api-key";
  /** What it may be used for at most; null: all that its user may do. */
  scopes: readonly Permission[] | null;
  /** Whether its cookie outlives the browser. */
  remember: boolean;
  /** Ends then unless it is used before. */
  expiresAt: Date;
  /** Ends then in any case. */
  absoluteExpiresAt: Date;
  /** When a credential was last shown. */
  authenticatedAt: Date;
};

export type SessionUser = { id: string; username: string; role: Role; status: UserStatus; mfaRequired: boolean };

export type NewSession = SessionOrigin & {
  userId: string;
  remember: boolean;
  idleSeconds: number;
  absoluteExpiresAt: Date;
};

export type StartedSession = { token: string; session: Session };

/** A session that holds, and its user. */
export type Found = {
  session: Session;
  user: SessionUser;
  /** Whether the idle deadline has just moved. */
  renewed: boolean;
  /** When it is due to move again, as `Date.now()` counts. */
  renewAt: number;
};

/** How sessions are made and looked up. Expects and returns tokens; stores only their hashes. */
export interface SessionEngine {
  /** Within the transaction, or on its own. */
  create(db: Db | Tx, session: NewSession): Promise<StartedSession>;
  /** Null for an unknown or idle token. Renews a session whose idle time is half over. */
  validate(token: string): Promise<Found | null>;
}
