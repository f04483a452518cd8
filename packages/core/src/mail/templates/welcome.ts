import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type WelcomeProps = {
  /** Not the name: whoever registers a stranger's address would have us deliver their words. */
  username: string;
  profileUrl: string;
};

/** For whoever has just made an account. */
export const welcomeMail = defineTemplate<WelcomeProps>(
  ({ username, profileUrl }) => ({
    subject: `Welcome to ${productName}`,
    preview: `Your account is ready, @${username}.`,
    text: `Welcome to ${productName}

Your account is ready. You are @${username}, and this is how others see you:
${profileUrl}

You did not make this account? Then somebody has mistyped their address, and you need do nothing.`,
    html: html`${heading(`Welcome to ${productName}`)}
    ${paragraph(html`Your account is ready. You are <b>@${username}</b>, and this is `, link(profileUrl, "how others see you"), ".")}
    ${note("You did not make this account? Then somebody has mistyped their address, and you need do nothing.")}`,
  }),
  { ada: { username: "ada", profileUrl: "https://example.com/users/ada" } },
);
