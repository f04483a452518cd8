import { AppError } from "@tenon/contract/app-error";
import type { Login } from "@tenon/contract/auth";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { asGuess } from "../guesses.ts";
import { normalizeEmail } from "../users/email.ts";
import { renewHash } from "./renew-hash.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/** Failures count twice: for the network that they come from, whatever the account, and for the account, wherever from. */
export const login = (ctx: Ctx, input: Login): Promise<StartedSession> => asGuess(ctx, () => checkLogin(ctx, input));

/** Known and unknown accounts cost the same time and count the same failures. */
async function checkLogin(ctx: Ctx, { email, password, mode }: Login): Promise<StartedSession> {
  const account = normalizeEmail(email);
  await ctx.auth.throttle.reserve(account);
  const user = await ctx.db.user.findUnique({
    where: { emailNormalized: account },
    select: { id: true, passwordHash: true },
  });

  const isRight = await ctx.auth.passwords
    .verify(user?.passwordHash ?? null, password)
    .catch(async (error: unknown) => {
      await ctx.auth.throttle.refund(account);
      throw error;
    });
  if (!user || !isRight) {
    await ctx.auth.throttle.fail(account);
    await audit(ctx, ctx.db, { action: "session.refused", outcome: "failure", subjectId: user?.id });
    throw new AppError("INVALID_CREDENTIALS");
  }
  await ctx.auth.throttle.clear(account);
  await renewHash(ctx, { ...user, password });
  return signInAs(ctx, user.id, { kind: mode, aal: 1, amr: ["pwd"] });
}
