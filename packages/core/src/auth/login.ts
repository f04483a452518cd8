import type { Login } from "@tenon/contract/auth";
import type { Ctx } from "../ctx.ts";
import { asGuess } from "../guesses.ts";
import { normalizeEmail } from "../users/email.ts";
import { guessPassword } from "./password-guess.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/** Failures count twice: for the network that they come from, whatever the account, and for the account, wherever from. */
export const login = (ctx: Ctx, input: Login): Promise<StartedSession> => asGuess(ctx, () => checkLogin(ctx, input));

async function checkLogin(ctx: Ctx, { email, password, mode, remember }: Login): Promise<StartedSession> {
  const account = normalizeEmail(email);
  const userId = await guessPassword(ctx, { account, password });
  const { throttle } = ctx.auth;
  const started = await signInAs(ctx, userId, { kind: mode, aal: 1, amr: ["pwd"], remember }).catch(
    async (error: unknown) => {
      // Whoever knows the password alone has not signed in: failures before it are not forgotten.
      await throttle.refund(account);
      throw error;
    },
  );
  await throttle.clear(account);
  return started;
}
