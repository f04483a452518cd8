import type { MailMessage } from "@tenon/core/mail/mailer";
import type { SendMailOptions } from "nodemailer";

/** Who mail is from. */
export type Sender = { name: string; address: string };

/** A mail as nodemailer takes it. Addresses are objects: a string would be parsed, and may hold more than one. */
export function compose({ id, to, subject, text, html, unsubscribeUrl }: MailMessage, from: Sender): SendMailOptions {
  if (!/^[\w-]+$/.test(id)) throw new TypeError("A mail's id is letters, digits and hyphens");
  return {
    // A copy: nodemailer writes into it.
    from: { ...from },
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: `<${id}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(unsubscribeUrl !== undefined && {
        "List-Unsubscribe": `<${unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
