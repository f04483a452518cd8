import type { AuthMethod } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { LoginMfa } from "@tenon/contract/auth";
import { found } from "../access.ts";
import type { Ctx } from "../ctx.ts";
import { asGuess } from "../guesses.ts";
import { showSecondFactor } from "../mfa/show.ts";
import { knownDevice } from "./known-device.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

const triesPerChallenge = 5;

/** Finishes a sign-in that was answered MFA_REQUIRED. Failures count for the challenge, for the user and for the network. */
export const loginMfa = (ctx: Ctx, input: LoginMfa): Promise<StartedSession> =>
  asGuess(ctx, () => checkLoginMfa(ctx, input));

async function checkLoginMfa(ctx: Ctx, { challenge, mode, remember, ...shown }: LoginMfa): Promise<StartedSession> {
  const { oneTimeTokens, throttle } = ctx.auth;
  const begun = { kind: "mfa_challenge", token: challenge } as const;
  const { userId, payload } = (await oneTimeTokens.attempt(ctx.db, { ...begun, tries: triesPerChallenge })) ?? {};
  if (!userId) throw new AppError("MFA_CHALLENGE_INVALID");

  const method = await showSecondFactor(ctx, userId, shown);
  // Of two right answers at once one signs in.
  if (!(await oneTimeTokens.redeem(ctx.db, begun))) throw new AppError("MFA_CHALLENGE_INVALID");
  const { amr } = payload as { amr: AuthMethod[] };
  const started = await signInAs(ctx, userId, { kind: mode, aal: 2, amr: [...amr, method], remember });
  const user = await ctx.db.user.findUnique({ where: { id: userId }, select: { emailNormalized: true } });
  const { emailNormalized: account } = found(user, "UNAUTHENTICATED");
  await throttle.clear(account, await knownDevice(ctx, account));
  return started;
}
