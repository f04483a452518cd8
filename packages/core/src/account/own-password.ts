import { AppError } from "@tenon/contract/app-error";
import { audit } from "../audit.ts";
import type { UserCtx } from "../ctx.ts";
import { asGuess } from "../guesses.ts";

/** An account whose password was shown just now, with the hash that it was compared with. */
export type Proven = { email: string; username: string; name: string; passwordHash: string | null };

/**
 * Whoever has stolen a session must not guess its owner's password: wrong ones count, and lock, as those of sign-ins do.
 * Throws INVALID_CREDENTIALS and TOO_MANY_ATTEMPTS.
 */
export const proveOwnPassword = (ctx: UserCtx, password: string): Promise<Proven> =>
  asGuess(ctx, async () => {
    const { throttle, passwords } = ctx.auth;
    const { emailNormalized: account, ...user } = await ctx.db.user.findUniqueOrThrow({
      where: { id: ctx.actor.id },
      select: { email: true, emailNormalized: true, username: true, name: true, passwordHash: true },
    });
    await throttle.reserve(account);
    const isRight = await passwords.verify(user.passwordHash, password).catch(async (error: unknown) => {
      await throttle.refund(account);
      throw error;
    });
    if (!isRight) {
      await throttle.fail(account);
      await audit(ctx, ctx.db, { action: "password.refused", outcome: "failure", subjectId: ctx.actor.id });
      throw new AppError("INVALID_CREDENTIALS");
    }
    await throttle.clear(account);
    return user;
  });
