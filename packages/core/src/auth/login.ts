import type { Login } from "@tenon/contract/auth";
import type { Ctx } from "../ctx.ts";
import { asGuess, networkPays } from "../guesses.ts";
import { normalizeEmail } from "../users/email.ts";
import { knownDevice } from "./known-device.ts";
import { guessPassword } from "./password-guess.ts";
import { renewHash } from "./renew-hash.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/**
 * Failures count twice: for the network that they come from, whatever the account, and for the account, wherever from. Those from a
 * device that has signed in to the account before count for that device alone, and strangers' never for it.
 */
export async function login(ctx: Ctx, { email, password, mode, remember }: Login): Promise<StartedSession> {
  const { throttle, admit } = ctx.auth;
  const account = normalizeEmail(email);
  const device = await knownDevice(ctx, account);
  const payer = device === undefined ? networkPays(ctx) : `device:${device}`;
  const check = async () => {
    const user = await guessPassword(ctx, { account, device, password });
    await renewHash(ctx, { ...user, password });
    return user;
  };
  const { id } = await asGuess(ctx, () => admit(check), payer);

  const started = await signInAs(ctx, id, { kind: mode, aal: 1, amr: ["pwd"], remember }).catch(
    async (error: unknown) => {
      // Whoever knows the password alone has not signed in: failures before it are not forgotten.
      await throttle.refund(account, device);
      throw error;
    },
  );
  await throttle.clear(account, device);
  return started;
}
