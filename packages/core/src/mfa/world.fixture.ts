import { createAuthenticator, totpCode } from "@tenon/auth/testing";
import type { AppError } from "@tenon/contract/app-error";
import { MfaConfirm } from "@tenon/contract/second-factors";
import { actorOf } from "../access.ts";
import { login } from "../auth.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { addPasskey, confirmApp, newPasskeyOptions, passkeyOptions, startApp } from "../mfa.ts";
import { testSession, testWorld, type TestWorld } from "../testing.ts";

export const password = "correct horse battery";
const stepMs = 30_000;

/** A world whose clock can be moved, so that each code is of a step of its own. */
export async function mfaWorld(): Promise<TestWorld & { later: (steps?: number) => Date }> {
  let at = Date.now();
  const world = await testWorld({ now: () => new Date(at) });
  return { ...world, later: (steps = 2) => new Date((at += steps * stepMs)) };
}

/** Somebody with a password and a session of this moment. */
export async function signedUp(world: TestWorld, username: string): Promise<UserCtx> {
  const ctx = await world.as(username);
  const passwordHash = await ctx.auth.passwords.hash(password);
  await ctx.db.user.update({ where: { id: ctx.actor.id }, data: { passwordHash } });
  const { token } = await testSession(ctx, ctx.actor.id);
  return ctxOf(ctx, token);
}

/** The context of whoever has this token. */
export async function ctxOf(ctx: Ctx, token: string): Promise<UserCtx> {
  const principal = await ctx.auth.sessions.validate(token);
  if (!principal) throw new Error("The token does not hold.");
  return { ...ctx, actor: actorOf(principal) };
}

export type WithApp = { ctx: UserCtx; secret: string; recoveryCodes: string[]; code: () => string };

/** Gives somebody an authenticator app, and moves the clock past the code that it was confirmed with. */
export async function withApp(world: { later: (steps?: number) => Date }, ctx: UserCtx): Promise<WithApp> {
  const { secret } = await startApp(ctx);
  const code = () => totpCode(secret, ctx.now());
  const { output, token } = await confirmApp(ctx, MfaConfirm.parse({ code: code() }));
  world.later();
  return { ctx: await ctxOf(ctx, token), secret, recoveryCodes: output.recoveryCodes ?? [], code };
}

export const newAuthenticator = () => createAuthenticator({ origin: "https://example.com" });

/** Gives somebody a passkey. */
export async function withPasskey(ctx: UserCtx, authenticator = newAuthenticator()) {
  const made = authenticator.create(await newPasskeyOptions(ctx));
  const { output, token } = await addPasskey(ctx, { name: "Phone", passkey: made });
  const answer = async () => authenticator.get(await passkeyOptions(ctx));
  return { ctx: await ctxOf(ctx, token), authenticator, added: output, answer };
}

/** Signs in with the password, as far as it goes: the challenge for the second factor. */
export async function challengeOf(ctx: Ctx, username: string): Promise<string> {
  const email = `${username}@example.com`;
  const error: unknown = await login(ctx, { email, password, mode: "bearer" }).catch((reason: unknown) => reason);
  const { challenge } = error as AppError;
  if (challenge === undefined) throw new Error("The password was enough.");
  return challenge;
}
