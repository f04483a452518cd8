import { AppError } from "@tenon/contract/app-error";
import { assertFresh, assertOwner } from "./access.ts";
import type { Ctx, UserCtx } from "./ctx.ts";
import { normalizeEmail } from "./users/email.ts";

/** What a way into the accounts asks of their owners. Whatever it does not say is strict. */
export type AccountPolicy = {
  /** `strict`: by length, common words and context; `any`: whatever the transport lets through. @default "strict" */
  passwords?: "strict" | "any";
  /** Who may change an address or a password: whoever showed a credential just now, or any session. @default "fresh" */
  credentials?: "fresh" | "signed-in";
  /** Whether it can go on after MFA_REQUIRED; one that cannot refuses accounts with a second factor. @default "asked" */
  secondFactor?: "asked" | "refused";
  /** Whether registering makes the account, or a mail that does: then nobody learns who has one. @default "at-once" */
  registration?: "at-once" | "by-mail";
};

/** Whose password it is: a guesser would try these first. */
export type PasswordOwner = {
  email: string;
  name?: string | undefined;
  username?: string | undefined;
  /** What the input calls the new password. @default "password" */
  field?: string;
};

/** Judges a new password. Throws WEAK_PASSWORD, unless the policy takes any. */
export async function assertPassword(
  { accounts, auth }: Pick<Ctx, "accounts" | "auth">,
  password: string,
  { email, name = "", username = "", field = "password" }: PasswordOwner,
): Promise<void> {
  if (accounts?.passwords === "any") return;
  const faults = await auth.passwords.faults(password, [normalizeEmail(email), name, username, "tenon"]);
  if (faults.length > 0)
    throw new AppError("WEAK_PASSWORD", { fields: faults.map((fault) => ({ ...fault, path: [field] })) });
}

/** Throws IMPERSONATION_DENIED or, as the policy says, SUDO_REQUIRED. */
export function assertMayChangeCredentials({ accounts, actor, now }: UserCtx): void {
  assertOwner(actor);
  if (accounts?.credentials !== "signed-in") assertFresh(actor, now());
}
