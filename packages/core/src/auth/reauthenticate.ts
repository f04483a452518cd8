import type { Shown } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { Reauthenticate } from "@tenon/contract/auth";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import type { UserCtx } from "../ctx.ts";
import { asGuess } from "../guesses.ts";
import { hasSecondFactor, methodsOf, readSecondFactors } from "../mfa/factors.ts";
import { showSecondFactor } from "../mfa/show.ts";
import { inTransaction } from "../work.ts";
import { proveOwnPassword } from "./own-password.ts";
import { signedIn, type StartedSession } from "./sign-in.ts";

/**
 * Shows again who one is: the session is fresh from then on, and has a new token. Whoever has a second factor shows that; a password
 * may have been learnt with the session.
 */
export async function reauthenticate(ctx: UserCtx, { password, ...shown }: Reauthenticate): Promise<StartedSession> {
  const { id, session: present } = ctx.actor;
  if (present.actorId !== null) throw new AppError("IMPERSONATION_DENIED");
  const proof: Shown =
    password === undefined
      ? { aal: 2, amr: [await asGuess(ctx, () => showSecondFactor(ctx, id, shown))] }
      : { aal: 1, amr: [await showPassword(ctx, password)] };
  const renewed = await inTransaction(ctx, async ({ tx }) => {
    const session = await ctx.auth.sessions.reissue(tx, present.publicId, proof);
    const action = "session.reauthenticated";
    await audit(ctx, tx, { action, subjectId: id, meta: { amr: proof.amr } });
    return found(session, "UNAUTHENTICATED");
  });
  return signedIn(ctx, renewed);
}

async function showPassword(ctx: UserCtx, password: string): Promise<"pwd"> {
  const factors = await readSecondFactors(ctx.db, ctx.actor.id);
  if (hasSecondFactor(factors)) throw new AppError("MFA_REQUIRED", { methods: methodsOf(factors) });
  await proveOwnPassword(ctx, password);
  return "pwd";
}
