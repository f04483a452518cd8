import type { LoginLock } from "@tenon/auth";
import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type AccountLockedProps = {
  username: string;
  lock: LoginLock;
  /** Unlocks, or leads to a new password. */
  url: string;
};

const words = {
  forAWhile: {
    why: "Somebody has tried several wrong passwords, so nobody can sign in with one for a while.",
    next: "Was it you? Then unlock your account, and sign in with the browser in which you did. The link works once, for a day.",
    label: "Unlock my account",
  },
  untilReset: {
    why: "Somebody has tried a hundred wrong passwords in a row, so your password is of no use any more.",
    next: "Choose a new one to sign in again.",
    label: "Choose a new password",
  },
} satisfies Record<LoginLock, object>;

/** For the owner of an account that failed sign-ins have locked. */
export const accountLockedMail = defineTemplate<AccountLockedProps>(
  ({ username, lock, url }) => {
    const { why, next, label } = words[lock];
    const rest =
      "Whoever is signed in stays signed in, and so can you be on a device that you have signed in from before. It was not you? Then nobody has got in; a password that you use nowhere else keeps it so.";
    return {
      subject: `Too many wrong passwords for your account at ${productName}`,
      preview: why,
      text: `Your account @${username} is locked

${why}

${next}
${label}: ${url}

${rest}`,
      html: html`${heading(`Your account @${username} is locked`)} ${paragraph(why)} ${paragraph(next)}
      ${paragraph(link(url, label))} ${note(rest)}`,
    };
  },
  {
    "for-a-while": { username: "ada", lock: "forAWhile", url: "https://example.com/unlock#token=ul_0000" },
    "until-reset": { username: "ada", lock: "untilReset", url: "https://example.com/forgot-password" },
  },
);
