import type { UserCtx } from "../ctx.ts";
import { asGuess } from "../guesses.ts";
import { knownDevice } from "./known-device.ts";
import { guessPassword, type Proven } from "./password-guess.ts";

/**
 * Whoever has stolen a session must not guess its owner's password: wrong ones count, and lock, as those of sign-ins do.
 * Throws INVALID_CREDENTIALS and TOO_MANY_ATTEMPTS.
 */
export const proveOwnPassword = (ctx: UserCtx, password: string): Promise<Proven> =>
  asGuess(ctx, async () => {
    const { throttle, admit } = ctx.auth;
    const { emailNormalized: account } = await ctx.db.user.findUniqueOrThrow({
      where: { id: ctx.actor.id },
      select: { emailNormalized: true },
    });
    const device = await knownDevice(ctx, account);
    const proven = await admit(() =>
      guessPassword(ctx, { account, device, password, refusal: "password.refused", message: "The password is wrong." }),
    );
    await throttle.clear(account, device);
    return proven;
  });
