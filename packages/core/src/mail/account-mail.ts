import { html } from "../html.ts";
import { heading, link, note, paragraph } from "./layout.ts";
import type { MailContent } from "./template.ts";

/** What a mail about somebody's account says, and what it asks of them. */
export type AccountMail = {
  subject: string;
  /** A sentence or two. */
  says: string;
  action: { label: string; url: string };
  /** For whoever did not expect it. */
  otherwise: string;
};

/** Mails about accounts look alike: one thing is said, and there is one link. */
export const accountMail = ({ subject, says, action, otherwise }: AccountMail): MailContent => ({
  subject,
  preview: says,
  text: `${subject}

${says}

${action.label}: ${action.url}

${otherwise}`,
  html: html`${heading(subject)} ${paragraph(says)} ${paragraph(link(action.url, action.label))} ${note(otherwise)}`,
});
