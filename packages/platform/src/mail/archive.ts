import type { KeptMail, MailArchive } from "@tenon/core/mail/mailer";
import { createTransport } from "nodemailer";
import PostalMime from "postal-mime";
import { compose, type Sender } from "./compose.ts";

/** A mail on a shelf: its source. */
export type ShelvedMail = { id: string; at: Date; source: Buffer };

/** Where an archive puts its mail. */
export type Shelf = {
  put(mail: ShelvedMail): Promise<void>;
  /** Newest first, as many as are shown. */
  newest(): Promise<ShelvedMail[]>;
};

export const shownMails = 50;

/** Keeps mail instead of sending it. */
export function createArchive(from: Sender, shelf: Shelf): MailArchive {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async kept() {
      return Promise.all((await shelf.newest()).map(takeApart));
    },
    async send(message) {
      const { message: source } = await composer.sendMail(compose(message, from));
      if (!Buffer.isBuffer(source)) throw new TypeError("The composer is to answer in one piece");
      await shelf.put({ id: message.id, at: new Date(), source });
      return { kind: "sent" };
    },
  };
}

async function takeApart({ id, at, source }: ShelvedMail): Promise<KeptMail> {
  const { subject = "", to = [], text = "", html = "" } = await PostalMime.parse(source);
  return { id, at, to: to.map(({ address }) => address ?? "").join(", "), subject, text, html, source: String(source) };
}
