import { newTotpSecret, totpStep, totpUri } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { MfaConfirmed } from "@tenon/contract/auth";
import type { MfaConfirm, MfaSetup } from "@tenon/contract/second-factors";
import { found } from "../access.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { productName } from "../mail/layout.ts";
import { VaultError } from "../vault.ts";
import { inTransaction } from "../work.ts";
import { enrol, type Enrolled } from "./enrol.ts";
import { lockSecondFactors } from "./factors.ts";
import { tellFactorChange } from "./notice.ts";
import { assertMayChange, assertMayLose, discardCodesWithoutFactor } from "./rules.ts";

/** What a secret is sealed for: a row that is copied to another user opens nothing. */
const purposeOf = (userId: string) => `totp:${userId}`;

/** A new secret for an authenticator app. It counts once a code was confirmed; until then each call makes another one. */
export async function startApp(ctx: UserCtx): Promise<MfaSetup> {
  const { id } = ctx.actor;
  const secret = newTotpSecret();
  const sealed = ctx.vault.seal(purposeOf(id), secret);
  const { email } = found(await ctx.db.user.findUnique({ where: { id }, select: { email: true } }), "UNAUTHENTICATED");
  const written = await ctx.db.$executeRaw`
    INSERT INTO totp_factors AS t (user_id, secret) VALUES (${id}::uuid, ${sealed})
    ON CONFLICT (user_id) DO UPDATE SET secret = EXCLUDED.secret, created_at = now() WHERE t.confirmed_at IS NULL`;
  if (written === 0) throw new AppError("MFA_ALREADY_ENABLED");
  return { secret, uri: totpUri({ secret, issuer: productName, account: email }) };
}

/** Makes the app count, whose code was shown. With the account's first factor come recovery codes. */
export async function confirmApp(ctx: UserCtx, { code, revokeOthers }: MfaConfirm): Promise<Enrolled<MfaConfirmed>> {
  const { id: userId } = ctx.actor;
  const factor = await ctx.db.totpFactor.findUnique({ where: { userId } });
  if (factor?.confirmedAt) throw new AppError("MFA_ALREADY_ENABLED");
  const { secret } = found(factor, "MFA_NOT_ENABLED");
  const lastStep = stepOf(ctx, { userId, secret, code });
  if (lastStep === null) throw new AppError("MFA_CODE_INVALID");

  return enrol(ctx, { method: "otp", revokeOthers }, async (work) => {
    const { count } = await work.tx.totpFactor.updateMany({
      where: { userId, confirmedAt: null, secret },
      data: { confirmedAt: ctx.now(), lastStep },
    });
    if (count === 0) throw new AppError("CONFLICT");
    await tellFactorChange(ctx, work, { userId, action: "second-factor.app-added", mail: { kind: "app-added" } });
    return {};
  });
}

/** Takes the app away, and the recovery codes with the last factor. Passkeys stay. */
export async function removeApp(ctx: UserCtx): Promise<void> {
  const { id: userId } = ctx.actor;
  await inTransaction(ctx, async (work) => {
    const factors = await lockSecondFactors(work.tx, userId);
    assertMayChange(ctx, factors);
    if (!factors.hasApp) throw new AppError("MFA_NOT_ENABLED");
    assertMayLose(ctx, { ...factors, hasApp: false });
    await work.tx.totpFactor.delete({ where: { userId } });
    await discardCodesWithoutFactor(work.tx, userId);
    await tellFactorChange(ctx, work, { userId, action: "second-factor.app-removed", mail: { kind: "app-removed" } });
  });
}

/** Whether it is a code of the user's app that was not taken before: of any number of calls at once one takes it (ASVS 5.0 6.5.1). */
export async function takeAppCode(ctx: Ctx, userId: string, code: string): Promise<boolean> {
  const factor = await ctx.db.totpFactor.findFirst({ where: { userId, confirmedAt: { not: null } } });
  if (!factor) return false;
  const step = stepOf(ctx, { userId, secret: factor.secret, code });
  if (step === null) return false;
  const { count } = await ctx.db.totpFactor.updateMany({
    where: { userId, secret: factor.secret, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

type Typed = { userId: string; secret: Uint8Array; code: string };

/** The step that a code is of; null for a wrong one, and for any where the secret was sealed with a key that is gone. */
function stepOf({ vault, log, now }: Ctx, { userId, secret, code }: Typed): number | null {
  try {
    return totpStep({ secret: vault.open(purposeOf(userId), secret), code }, now());
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    log.error({ userId }, "the secret of an app cannot be opened: an administrator resets the user's second factors");
    return null;
  }
}
