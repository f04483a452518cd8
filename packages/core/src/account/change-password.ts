import type { ChangePassword } from "@tenon/contract/account";
import { AppError } from "@tenon/contract/app-error";
import { assertOwner } from "../access.ts";
import { proveOwnPassword } from "../auth/own-password.ts";
import { signedIn, type StartedSession } from "../auth/sign-in.ts";
import type { UserCtx } from "../ctx.ts";
import { hasSecondFactor, readSecondFactors } from "../mfa/factors.ts";
import { inTransaction } from "../work.ts";
import { hashNewPassword, setPassword } from "./set-password.ts";

/** Changes one's own password: its session goes on under a new token (ASVS 5.0 6.2.2, 6.2.3, 7.2.4). */
export async function changePassword(ctx: UserCtx, input: ChangePassword): Promise<StartedSession> {
  assertOwner(ctx.actor);
  const owner = await proveOwnPassword(ctx, input.currentPassword);
  const passwordHash = await hashNewPassword(ctx, input.newPassword, { ...owner, field: "newPassword" });

  const { id, session } = ctx.actor;
  const started = await inTransaction(ctx, async (work) => {
    // Of two changes at once the second has shown a password that is not the account's any more.
    const shown = { id, passwordHash: owner.passwordHash };
    const { count } = await work.tx.user.updateMany({ where: shown, data: { passwordHash } });
    if (count === 0) throw new AppError("CONFLICT");
    const keeps = input.revokeOthers ? session.publicId : null;
    const user = { ...owner, id };
    await setPassword(ctx, work, { user, passwordHash, action: "password.changed", keeps });
    // Where there is a second factor, the password alone makes nothing fresh: it may have been learnt with the session.
    const isEnough = !hasSecondFactor(await readSecondFactors(work.tx, id));
    return ctx.auth.sessions.reissue(work.tx, session.publicId, { aal: 1, amr: ["pwd"], isEnough });
  });
  if (!started) throw new AppError("UNAUTHENTICATED");
  return signedIn(ctx, started);
}
