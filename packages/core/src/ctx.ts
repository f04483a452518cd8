import type { Auth, Session } from "@tenon/auth";
import type { Permission, Role } from "@tenon/contract/permissions";
import type { Db } from "@tenon/db";
import type { AccountPolicy } from "./account-policy.ts";
import type { Seals } from "./audit/seals.ts";
import type { Cache } from "./cache.ts";
import type { Cursors } from "./cursors.ts";
import type { EventFeed } from "./events/feed.ts";
import type { Files } from "./files/settings.ts";
import type { Federation } from "./identities/federation.ts";
import type { JobQueue } from "./jobs/queue.ts";
import type { Limiter } from "./limits.ts";
import type { Links } from "./mail/links.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { Signals } from "./signals.ts";
import type { Stream, Streams } from "./streams.ts";
import type { Vault } from "./vault.ts";
import type { WebhookSender } from "./webhooks/sender.ts";

/** The log, as the domain uses it; pino fits. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the domain needs from outside. Built once per process. */
export type Deps = {
  db: Db;
  auth: Auth;
  federation: Federation;
  cache: Cache;
  cursors: Cursors;
  limiter: Limiter;
  mailer: Mailer;
  links: Links;
  /** How long notifications are gathered for one mail. */
  digestMs: number;
  jobs: JobQueue;
  signals: Signals;
  feed: EventFeed;
  streams: Streams;
  vault: Vault;
  /** Signs the checkpoints of the audit log. */
  seals: Seals;
  /** How long the audit log is kept; undefined: for ever. */
  auditMs: number | undefined;
  /** How long an account that its owner has deleted can still be kept. */
  deletionMs: number;
  webhooks: WebhookSender;
  files: Files;
  /** Whose accounts must have a second factor, besides those that an administrator has named. */
  mfaRoles: ReadonlySet<Role>;
  log: Log;
  now: () => Date;
};

export type UserActor = {
  kind: "user";
  id: string;
  username: string;
  role: Role;
  permissions: ReadonlySet<Permission>;
  /** An administrator wants a second factor of them. */
  mfaRequired: boolean;
  session: Session;
  /** When the access token ends that the call came with. */
  heldUntil?: Date;
};

/** A call that carries an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header). */
export type KeyedCall = { principal: string; procedure: string; key: string; fingerprint: string };

/** Its claim ends then; what another has claimed since has another end. */
export type ClaimedCall = KeyedCall & { lockedUntil: Date };

/** Who acts. `system` is the process itself: seeds and timers. */
export type Actor = { kind: "anonymous" } | { kind: "system" } | UserActor;

/** What each domain function gets: the dependencies, and the call that it serves. */
export type Ctx = Deps & {
  actor: Actor;
  /** What the way that the call came by asks of accounts. @default strict in everything */
  accounts?: AccountPolicy | undefined;
  requestId: string;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
  /** The claimed Idempotency-Key of a call that creates. */
  keyed?: ClaimedCall | undefined;
  /** Where the call came from, for the session list. */
  client: { ip?: string | undefined; userAgent?: string | undefined };
  /** What the caller's browser says that it is known by; see `Devices` of @tenon/auth. */
  device?: string | undefined;
};

/** The context of a subscription: who reads, and until when, is told by its stream. */
export type StreamCtx = Ctx & { stream: Stream };

/** The context of a call by somebody who has signed in. */
export type UserCtx = Ctx & { actor: UserActor };
