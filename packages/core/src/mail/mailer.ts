/** A mail, ready to go. */
export type MailMessage = {
  /** Letters, digits and hyphens. Makes the Message-ID, so that a mail that is sent again is known for the same. */
  id: string;
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where one click turns such mail off (RFC 8058). */
  unsubscribeUrl?: string | undefined;
};

export type MailOutcome =
  | { kind: "sent" }
  /** For good: trying again would not help. `isAddressDead`: nor would any other mail to this address. */
  | { kind: "refused"; isAddressDead: boolean; response: string }
  /** Mail is off. */
  | { kind: "discarded" };

/** How mail leaves. */
export interface Mailer {
  /** Hands a mail over. Throws what is worth another try: no connection, a 4xx reply, a fault of our own set-up. */
  send(message: MailMessage, signal: AbortSignal): Promise<MailOutcome>;
}

/** A mail that was kept instead of sent, taken apart, and as it would have gone (RFC 5322). */
export type KeptMail = {
  id: string;
  at: Date;
  to: string;
  subject: string;
  text: string;
  html: string;
  source: string;
};

/** A mailer that keeps mail, where it can be looked at. */
export interface MailArchive extends Mailer {
  /** The newest 50, newest first. */
  kept(): Promise<KeptMail[]>;
}

export const keepsMail = (mailer: Mailer): mailer is MailArchive => "kept" in mailer;
