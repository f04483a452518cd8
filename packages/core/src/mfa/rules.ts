import { AppError } from "@tenon/contract/app-error";
import type { Tx } from "@tenon/db";
import { owesSecondFactor } from "../access.ts";
import type { UserCtx } from "../ctx.ts";
import { hasSecondFactor, readSecondFactors, type SecondFactors } from "./factors.ts";

/** Throws SUDO_REQUIRED where there is a second factor that the session has not seen: it may be older than the factor. */
export function assertMayChange({ actor }: UserCtx, factors: SecondFactors): void {
  if (hasSecondFactor(factors) && actor.session.aal < 2) throw new AppError("SUDO_REQUIRED");
}

/** Throws LAST_METHOD when `left` is nothing, and the account must have a second factor. */
export function assertMayLose(ctx: UserCtx, left: SecondFactors): void {
  if (!hasSecondFactor(left) && owesSecondFactor(ctx, ctx.actor)) throw new AppError("LAST_METHOD");
}

/** Recovery codes stand in for a factor: without one they go. */
export async function discardCodesWithoutFactor(tx: Tx, userId: string): Promise<void> {
  if (hasSecondFactor(await readSecondFactors(tx, userId))) return;
  await tx.recoveryCode.deleteMany({ where: { userId } });
}
