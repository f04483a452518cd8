import type { MailArchive } from "@tenon/core/mail/mailer";
import { createArchive, type ShelvedMail, shownMails } from "./archive.ts";
import type { Sender } from "./compose.ts";

/** Keeps the newest mails, for tests and for a look at /dev/mail. */
export function createMemoryMailer(from: Sender): MailArchive {
  let mails: ShelvedMail[] = [];
  return createArchive(from, {
    async put(mail) {
      mails = [mail, ...mails.filter(({ id }) => id !== mail.id)].slice(0, shownMails);
    },
    newest: async () => mails,
  });
}
