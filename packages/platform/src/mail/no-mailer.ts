import type { Mailer } from "@tenon/core/mail/mailer";

/** For installations without mail. */
export const noMailer: Mailer = { send: async () => ({ kind: "discarded" }) };
