import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type WelcomeProps = {
  /** Not the name: whoever registers a stranger's address would have us deliver their words. */
  username: string;
  profileUrl: string;
  /** Where nobody has shown yet that the address is theirs. */
  verifyUrl?: string | undefined;
};

const otherwise = "You did not make this account? Then somebody has mistyped their address, and you need do nothing.";

/** For whoever has just made an account. */
export const welcomeMail = defineTemplate<WelcomeProps>(
  ({ username, profileUrl, verifyUrl }) => ({
    subject: `Welcome to ${productName}`,
    preview: `Your account is ready, @${username}.`,
    text: `Welcome to ${productName}

Your account is ready. You are @${username}, and this is how others see you:
${profileUrl}

${verifyUrl === undefined ? "" : `Confirm within a day that this address is yours: ${verifyUrl}\n\n`}${otherwise}`,
    html: html`${heading(`Welcome to ${productName}`)}
    ${paragraph(html`Your account is ready. You are <b>@${username}</b>, and this is `, link(profileUrl, "how others see you"), ".")}
    ${verifyUrl === undefined ? undefined : paragraph(link(verifyUrl, "Confirm that this address is yours"), ", within a day.")}
    ${note(otherwise)}`,
  }),
  {
    ada: {
      username: "ada",
      profileUrl: "https://example.com/users/ada",
      verifyUrl: "https://example.com/verify-email#token=vt_MfKQ9r8GKYqrTwjUPD8",
    },
    verified: { username: "ada", profileUrl: "https://example.com/users/ada" },
  },
);
