import type { JobCtx } from "../jobs/definition.ts";
import type { Work } from "../work.ts";
import { handleResend } from "./resend.ts";

/** A verified message. What is in it is the sender's word: a handler reads it by a schema. */
export type InboxMessage = { id: string; type: string | null; content: unknown };

/** What a provider's messages are for. Its effects belong into the transaction; it may be run again after a failure. */
export type InboxHandler = (ctx: JobCtx, work: Work, message: InboxMessage) => Promise<void>;

/** By the provider's name in WEBHOOK_INBOX_SECRETS. Messages of others are kept, for whoever looks into the table. */
export const inboxHandlers: ReadonlyMap<string, InboxHandler> = new Map([["resend", handleResend]]);
