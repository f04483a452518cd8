import type { Mailer } from "@tenon/core/mail/mailer";
import { createTransport } from "nodemailer";
import { compose, type Sender } from "./compose.ts";
import { refusalOf } from "./refusal.ts";

export type SmtpOptions = {
  /** `smtp://user:password@host:587`; further options, such as `?requireTLS=true`, are nodemailer's. */
  url: string;
  from: Sender;
  /** How long a server may take to be reached, and to greet. @default 5000 */
  connectTimeoutMs?: number;
  /** How long it may be silent. @default 10000 */
  silenceTimeoutMs?: number;
};

export type ClosableMailer = Mailer & { close(): void };

/** Over a few connections that are kept. */
export function createSmtpMailer({
  url,
  from,
  connectTimeoutMs = 5000,
  silenceTimeoutMs = 10_000,
}: SmtpOptions): ClosableMailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    // Trying again is the job's business, which knows for how long, and can say so.
    maxRequeues: 0,
    connectionTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
  });
  return {
    async send(message, signal) {
      try {
        await transport.sendMail({ ...compose(message, from), signal });
        return { kind: "sent" };
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) return refusal;
        throw error;
      }
    },
    close: () => transport.close(),
  };
}
