import type { appRouter } from "@tenon/api";
import type { AccountPage } from "@tenon/core/mail/links";

type Caller = ReturnType<typeof appRouter.createCaller>;

/** What is asked for, in this order. */
export type Field = "token" | "email" | "password";

/** One form, what sending it does, and what is said then. */
export type FormPage = {
  title: string;
  intro: string;
  fields: readonly Field[];
  button: string;
  submit: (caller: Caller, values: Record<Field, string>) => Promise<unknown>;
  done: string;
  /** The page where a link that has expired is renewed. */
  renewal?: AccountPage;
};

/**
 * The pages to which mails about accounts lead where there is no web app.
 * @param passwordMin characters of a new password at least
 */
export const accountPagesOf = (passwordMin: number): Record<AccountPage, FormPage> => ({
  "verify-email": {
    title: "Confirm your address",
    intro: "You say by this that you read what is sent to it.",
    fields: ["token"],
    button: "Confirm the address",
    submit: (caller, { token }) => caller.auth.verifyEmail({ token }),
    done: "Your address is confirmed. You can close this page.",
  },
  "forgot-password": {
    title: "Choose a new password",
    intro: "A link for it is mailed to you.",
    fields: ["email"],
    button: "Mail me the link",
    submit: (caller, { email }) => caller.auth.forgotPassword({ email }),
    done: "If there is an account with this address, a link is on its way to it. It holds for half an hour.",
  },
  "reset-password": {
    title: "Choose a password",
    intro: `${passwordMin} characters or more; several words are easier to remember than signs. It ends all sessions that there are.`,
    fields: ["token", "password"],
    button: "Set the password",
    submit: (caller, { token, password }) => caller.auth.resetPassword({ token, password }),
    done: "This is your password now. Sign in with it.",
    renewal: "forgot-password",
  },
  "confirm-email": {
    title: "Confirm your new address",
    intro: "From then on your account is reached here, and you sign in with this address.",
    fields: ["token"],
    button: "Confirm the new address",
    submit: (caller, { token }) => caller.auth.confirmEmail({ token }),
    done: "This is your address now. The one before is told, and can take it back for seven days.",
  },
  "revert-email": {
    title: "Take your account back",
    intro:
      "It is reached at the address before again. All its sessions end, and every passkey, app, linked account and API key that was added since. A link to choose a new password is mailed there.",
    fields: ["token"],
    button: "Take it back",
    submit: (caller, { token }) => caller.auth.revertEmail({ token }),
    done: "Done. Look at your mail: there is a link to choose a new password.",
  },
  unlock: {
    title: "Unlock your account",
    intro: "Failed sign-ins have locked your account. Unlock it, and then sign in with this browser.",
    fields: ["token"],
    button: "Unlock my account",
    submit: (caller, { token }) => caller.auth.unlock({ token }),
    done: "Your account is no longer locked. You can sign in now, with this browser.",
  },
  "keep-account": {
    title: "Keep your account",
    intro: "You have deleted your account. Until it is erased, you can take that back.",
    fields: ["token"],
    button: "Keep my account",
    submit: (caller, { token }) => caller.auth.keepAccount({ token }),
    done: "Your account is kept. You can sign in again.",
  },
});
