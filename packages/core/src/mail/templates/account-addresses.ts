import { accountMail } from "../account-mail.ts";
import { productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

type Linked = { url: string };

const nothing = "You did not ask for this? Then somebody has mistyped their address, and you need do nothing.";

/** For whoever has yet to show that an address is theirs. */
export const verifyEmailMail = defineTemplate<Linked & { username: string }>(
  ({ username, url }) =>
    accountMail({
      subject: `Confirm your address for ${productName}`,
      says: `This is the address of @${username}. The link holds for a day.`,
      action: { label: "Confirm the address", url },
      otherwise: nothing,
    }),
  { ada: { username: "ada", url: "https://example.com/verify-email#token=vt_MfKQ9r8GKYqrTwjUPD8" } },
);

/** Where accounts are made by mail: for whoever has registered. */
export const registrationMail = defineTemplate<Linked>(
  ({ url }) =>
    accountMail({
      subject: `Finish your registration at ${productName}`,
      says: "Your account is made when you follow this link, within a day. Then sign in with the password that you chose.",
      action: { label: "Make the account", url },
      otherwise: nothing,
    }),
  { new: { url: "https://example.com/verify-email#token=vt_MfKQ9r8GKYqrTwjUPD8" } },
);

/** Where accounts are made by mail, or an address is to change: for whoever has an account already. */
export const accountExistsMail = defineTemplate<Linked>(
  ({ url }) =>
    accountMail({
      subject: `You have an account at ${productName} already`,
      says: "Somebody, perhaps you, has just wanted to use this address for an account. It has one: sign in with it.",
      action: { label: "Choose a new password, if you have forgotten it", url },
      otherwise: "It was not you? Then nothing has changed, and you need do nothing.",
    }),
  { known: { url: "https://example.com/forgot-password" } },
);

/** To a new address: nothing changes before it is confirmed. */
export const confirmEmailMail = defineTemplate<Linked & { username: string }>(
  ({ username, url }) =>
    accountMail({
      subject: `Confirm your new address for ${productName}`,
      says: `@${username} wants to be reached here. Nothing changes before you follow the link, within a day.`,
      action: { label: "Confirm the new address", url },
      otherwise: nothing,
    }),
  { ada: { username: "ada", url: "https://example.com/confirm-email#token=ce_MfKQ9r8GKYqrTwjUPD8" } },
);

/** To the address before: the last that it gets. */
export const emailChangedMail = defineTemplate<Linked & { username: string }>(
  ({ username, url }) =>
    accountMail({
      subject: `The address of your ${productName} account was changed`,
      says: `@${username} is reached at another address now. If that is what you wanted, you need do nothing.`,
      action: { label: "It was not me: take it back", url },
      otherwise: "The link holds for seven days. It ends all sessions, and you choose a new password.",
    }),
  { ada: { username: "ada", url: "https://example.com/revert-email#token=re_MfKQ9r8GKYqrTwjUPD8" } },
);
