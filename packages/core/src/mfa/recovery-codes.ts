import { newRecoveryCodes, readRecoveryCode } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { RecoveryCodes } from "@tenon/contract/second-factors";
import type { Tx } from "@tenon/db";
import type { Ctx, UserCtx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { hasSecondFactor, lockSecondFactors, readSecondFactors } from "./factors.ts";
import { tellFactorChange } from "./notice.ts";
import { assertMayChange } from "./rules.ts";

type Hashed = { slot: string; hash: string };

/** Ten codes as they are shown, and what is stored of them. */
export async function makeRecoveryCodes({ auth }: Pick<Ctx, "auth">): Promise<{ codes: string[]; hashes: Hashed[] }> {
  const codes = newRecoveryCodes();
  const hashes = codes.map(async (code) => {
    const { slot, normal } = readRecoveryCode(code) ?? { slot: "", normal: "" };
    return { slot, hash: await auth.passwords.hash(normal) };
  });
  return { codes, hashes: await Promise.all(hashes) };
}

/** In the place of those that a user had. */
export async function storeRecoveryCodes(tx: Tx, userId: string, hashes: Hashed[]): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: hashes.map((hashed) => ({ ...hashed, userId })) });
}

/** A new set; the codes before it do not work any more. */
export async function renewRecoveryCodes(ctx: UserCtx): Promise<RecoveryCodes> {
  const { id: userId } = ctx.actor;
  const { codes, hashes } = await makeRecoveryCodes(ctx);
  await inTransaction(ctx, async (work) => {
    const factors = await lockSecondFactors(work.tx, userId);
    if (!hasSecondFactor(factors)) throw new AppError("MFA_NOT_ENABLED");
    assertMayChange(ctx, factors);
    await storeRecoveryCodes(work.tx, userId, hashes);
    const action = "second-factor.recovery-codes-renewed";
    await tellFactorChange(ctx, work, { userId, action, mail: { kind: "recovery-codes-renewed" } });
  });
  return { recoveryCodes: codes };
}

/** Whether it is a code of the user's that was not used: of any number of calls at once one uses it. One hash for each try. */
export async function takeRecoveryCode(ctx: Ctx, userId: string, typed: string): Promise<boolean> {
  const code = readRecoveryCode(typed);
  if (!code) return false;
  const where = { userId, slot: code.slot, usedAt: null };
  const row = await ctx.db.recoveryCode.findFirst({ where, select: { hash: true } });
  if (!(await ctx.auth.passwords.verify(row?.hash ?? null, code.normal)) || !row) return false;

  return inTransaction(ctx, async (work) => {
    const { tx } = work;
    // With its hash: a set that is renewed meanwhile has another code in this slot.
    const { count } = await tx.recoveryCode.updateMany({
      where: { ...where, hash: row.hash },
      data: { usedAt: ctx.now() },
    });
    if (count === 0) return false;
    const { recoveryCodes: left } = await readSecondFactors(tx, userId);
    const action = "second-factor.recovery-code-used";
    await tellFactorChange(ctx, work, { userId, action, mail: { kind: "recovery-code-used", left } });
    return true;
  });
}
