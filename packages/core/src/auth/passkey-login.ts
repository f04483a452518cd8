import type { PasskeyLogin } from "@tenon/contract/auth";
import type { Ctx } from "../ctx.ts";
import { asGuess } from "../guesses.ts";
import { takePasskey } from "../mfa/passkey-answer.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/** By a passkey alone: something that one has, unlocked by something that one knows or is. */
export const passkeyLogin = (ctx: Ctx, { passkey, mode, remember }: PasskeyLogin): Promise<StartedSession> =>
  asGuess(ctx, async () => {
    const userId = await takePasskey(ctx, passkey);
    return signInAs(ctx, userId, { kind: mode, aal: 2, amr: ["hwk"], remember });
  });
