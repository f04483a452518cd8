import { accountMail } from "../account-mail.ts";
import { productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

type Linked = { url: string };

/** For whoever has forgotten a password, or must choose one since the account was taken back. */
export const resetPasswordMail = defineTemplate<Linked & { isTakenBack: boolean }>(
  ({ isTakenBack, url }) =>
    accountMail({
      subject: `Choose a new password for ${productName}`,
      says: isTakenBack
        ? "Your account is reached at this address again, and all its sessions have ended, with every passkey, app, linked account and API key since then. It has no password until you choose one. The link holds for half an hour. Look through those that are older, too."
        : "Somebody, we hope you, has said that the password was forgotten. The link holds for half an hour.",
      action: { label: "Choose a new password", url },
      otherwise: isTakenBack
        ? "Too late? Say at the sign-in that you have forgotten the password, and get a new link."
        : "It was not you? Then nothing has changed, and you need do nothing.",
    }),
  {
    forgotten: { isTakenBack: false, url: "https://example.com/reset-password#token=pr_MfKQ9r8GKYqrTwjUPD8" },
    "taken-back": { isTakenBack: true, url: "https://example.com/reset-password#token=pr_MfKQ9r8GKYqrTwjUPD8" },
  },
);

/** After each change of a password (ASVS 5.0 6.3.7). */
export const passwordChangedMail = defineTemplate<Linked & { username: string }>(
  ({ username, url }) =>
    accountMail({
      subject: `Your ${productName} password was changed`,
      says: `@${username} has a new password. If that is what you wanted, you need do nothing.`,
      action: { label: "It was not me: choose another one", url },
      otherwise: "Whoever knows the old password does not get in with it any more.",
    }),
  { ada: { username: "ada", url: "https://example.com/forgot-password" } },
);

/** For whom an administrator has made an account. */
export const invitationMail = defineTemplate<Linked & { username: string }>(
  ({ username, url }) =>
    accountMail({
      subject: `You are invited to ${productName}`,
      says: `An administrator has made an account for you, @${username}. Choose a password to use it, within seven days.`,
      action: { label: "Choose a password", url },
      otherwise: "You do not know why? Then somebody has mistyped an address, and you need do nothing.",
    }),
  { ada: { username: "ada", url: "https://example.com/reset-password#token=iv_MfKQ9r8GKYqrTwjUPD8" } },
);
