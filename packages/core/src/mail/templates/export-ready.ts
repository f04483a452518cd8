import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type ExportReadyProps = {
  /** Asks for the account's session. */
  url: string;
  expiresAt: Date;
};

/** For whoever has asked for their data. */
export const exportReadyMail = defineTemplate<ExportReadyProps>(
  ({ url, expiresAt }) => {
    const title = `Your data at ${productName} is ready`;
    const until = `${expiresAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
    const what = `It is one ZIP file, and there until ${until}. Sign in, then fetch it.`;
    const warning = "You have not asked for it? Then somebody uses your account: choose another password.";
    return {
      subject: title,
      preview: what,
      text: `${title}\n\n${what}\n\nFetch it: ${url}\n\n${warning}`,
      html: html`${heading(title)} ${paragraph(what)} ${paragraph(link(url, "Fetch it"))} ${note(warning)}`,
    };
  },
  {
    ready: {
      url: "https://example.com/api/v1/me/export/content",
      expiresAt: new Date("2026-11-29T12:00:00Z"),
    },
  },
);
