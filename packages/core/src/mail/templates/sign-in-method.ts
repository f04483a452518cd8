import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type SignInMethodProps = {
  change: "added" | "removed";
  /** What it is called, such as a provider's name; nothing that the user chose. */
  method: string;
  identitiesUrl: string;
};

/** For the owner of an account: there is another way into it, or one less. */
export const signInMethodMail = defineTemplate<SignInMethodProps>(
  ({ change, method, identitiesUrl }) => {
    const subject =
      change === "added" ? `${method} can now sign you in to ${productName}` : `${method} no longer signs you in`;
    const what =
      change === "added"
        ? `An account at ${method} was linked to your account at ${productName}. Whoever can sign in there can now sign in here as you.`
        : `The account at ${method} was unlinked from your account at ${productName}. It does not sign you in any more.`;
    const otherwise =
      "This was not you? Sign in, look at the providers that are linked, end all other sessions and change your password.";
    return {
      subject,
      preview: what,
      text: `${subject}

${what}

The providers that are linked: ${identitiesUrl}

${otherwise}`,
      html: html`${heading(subject)} ${paragraph(what)}
      ${paragraph(link(identitiesUrl, "The providers that are linked"))} ${note(otherwise)}`,
    };
  },
  {
    added: { change: "added", method: "GitHub", identitiesUrl: "https://example.com/me/identities" },
    removed: { change: "removed", method: "GitHub", identitiesUrl: "https://example.com/me/identities" },
  },
);
