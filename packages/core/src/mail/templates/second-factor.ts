import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

/** What has happened to an account's second factors. */
export type SecondFactorChange =
  | { kind: "app-added" | "app-removed" | "recovery-codes-renewed" | "reset" | "guessed" }
  // Not its name: whoever registers a stranger's address would have us deliver their words.
  | { kind: "passkey-added" | "passkey-removed" | "passkey-copied" }
  | { kind: "recovery-code-used"; left: number };

export type SecondFactorProps = { change: SecondFactorChange; accountUrl: string };

/** For the owner of an account: what secures it has changed, or somebody tries to get past it. */
export const secondFactorMail = defineTemplate<SecondFactorProps>(
  ({ change, accountUrl }) => {
    const { title, what } = wordsOf(change);
    const advice = "You know nothing of this? Then change your password, and end all sessions of your account.";
    return {
      subject: title,
      preview: what,
      text: `${title}

${what}

${advice}
${accountUrl}

You get this because it concerns the security of your account at ${productName}.`,
      html: html`${heading(title)} ${paragraph(what)} ${paragraph(advice)}
      ${paragraph(link(accountUrl, "See your account"))}
      ${note(`You get this because it concerns the security of your account at ${productName}.`)}`,
    };
  },
  {
    "app-added": { change: { kind: "app-added" }, accountUrl: "https://example.com/me" },
    "recovery-code-used": { change: { kind: "recovery-code-used", left: 3 }, accountUrl: "https://example.com/me" },
    "passkey-added": { change: { kind: "passkey-added" }, accountUrl: "https://example.com/me" },
    reset: { change: { kind: "reset" }, accountUrl: "https://example.com/me" },
    guessed: { change: { kind: "guessed" }, accountUrl: "https://example.com/me" },
  },
);

function wordsOf(change: SecondFactorChange): { title: string; what: string } {
  switch (change.kind) {
    case "app-added":
      return {
        title: "An authenticator app was added to your account",
        what: "From now on signing in asks for a code of the app, or for another of your second factors.",
      };
    case "app-removed":
      return {
        title: "The authenticator app was removed from your account",
        what: "Signing in does not ask for its codes any more.",
      };
    case "recovery-codes-renewed":
      return { title: "Your recovery codes are new", what: "Those that you had before do not work any more." };
    case "recovery-code-used":
      return {
        title: "A recovery code was used",
        what: `Somebody has shown one of your recovery codes. ${leftOf(change.left)}`,
      };
    case "passkey-added":
      return {
        title: "A passkey was added to your account",
        what: "It can sign in, and from now on signing in with your password asks for it or another second factor.",
      };
    case "passkey-removed":
      return { title: "A passkey was removed from your account", what: "It cannot sign in any more." };
    case "passkey-copied":
      return {
        title: "A passkey of yours may have been copied",
        what: "It has counted fewer signatures than we have seen, so that there may be two of it. It was refused.",
      };
    case "reset":
      return {
        title: "Your second factors were removed",
        what: "An administrator has removed your authenticator app, passkeys and recovery codes, and ended your sessions.",
      };
    case "guessed":
      return {
        title: "Somebody tries codes for your account",
        what: "Too many wrong codes were tried, by somebody who has your password already. For a while none is taken; passkeys are.",
      };
  }
}

const leftOf = (count: number): string =>
  count === 0 ? "None is left: make new ones." : count === 1 ? "One is left." : `${count} are left.`;
