import { passwordFaults } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { assertFresh, assertOwner } from "./access.ts";
import type { Ctx, UserCtx } from "./ctx.ts";

/** What a way into the accounts asks of their owners. Whatever it does not say is strict. */
export type AccountPolicy = {
  /** `strict`: by length, common words and context; `any`: whatever the transport lets through. @default "strict" */
  passwords?: "strict" | "any";
  /** Who may change an address or a password: whoever showed a credential just now, or any session. @default "fresh" */
  credentials?: "fresh" | "signed-in";
  /** Whether it can go on after MFA_REQUIRED; one that cannot refuses accounts with a second factor. @default "asked" */
  secondFactor?: "asked" | "refused";
};

/** Throws WEAK_PASSWORD, unless the policy takes any. */
export function assertPassword({ accounts }: Pick<Ctx, "accounts">, password: string, context: string[]): void {
  const faults = accounts?.passwords === "any" ? [] : passwordFaults(password, context);
  if (faults.length > 0) throw new AppError("WEAK_PASSWORD", { fields: faults });
}

/** Throws IMPERSONATION_DENIED or, as the policy says, SUDO_REQUIRED. */
export function assertMayChangeCredentials({ accounts, actor, now }: UserCtx): void {
  assertOwner(actor);
  if (accounts?.credentials !== "signed-in") assertFresh(actor, now());
}
