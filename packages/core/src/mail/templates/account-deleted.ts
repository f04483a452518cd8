import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type AccountDeletedProps = {
  username: string;
  /** Whether its owner did it, and not an administrator. */
  isOwn: boolean;
  /** From then on nothing brings it back. */
  erasedAt: Date;
  /** Brings it back; absent where nothing does. */
  keepUrl?: string;
};

/** The farewell. */
export const accountDeletedMail = defineTemplate<AccountDeletedProps>(
  ({ username, isOwn, erasedAt, keepUrl }) => {
    const who = isOwn ? "as was asked for from within it" : "by an administrator";
    const what = `The account @${username} was deleted, ${who}. Nobody sees it any more, and its posts, comments and files go with it.`;
    const until = `${erasedAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
    const title = `Your account at ${productName} was deleted`;
    if (keepUrl === undefined)
      return {
        subject: title,
        preview: what,
        text: `${title}\n\n${what}\n\nThis cannot be taken back. Farewell.`,
        html: html`${heading(title)} ${paragraph(what)} ${paragraph("This cannot be taken back. Farewell.")}`,
      };
    const why = `Until ${until} you can take that back. Was it not you? Then do so, and choose another password.`;
    return {
      subject: title,
      preview: what,
      text: `${title}\n\n${what}\n\n${why}\n\nKeep the account: ${keepUrl}`,
      html: html`${heading(title)} ${paragraph(what)} ${paragraph(why)} ${paragraph(link(keepUrl, "Keep the account"))}
      ${note("The link works once.")}`,
    };
  },
  {
    own: {
      username: "ada",
      isOwn: true,
      erasedAt: new Date("2026-11-29T12:00:00Z"),
      keepUrl: "https://example.com/keep-account#token=ka_0",
    },
    final: { username: "ada", isOwn: false, erasedAt: new Date("2026-11-29T12:00:00Z") },
  },
);
