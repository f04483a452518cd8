import { expect, test } from "vitest";
import { actorOf } from "../access.ts";
import type { AccountPolicy } from "../account-policy.ts";
import { updateAccount } from "../account.ts";
import { login, register } from "../auth.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { withPasskey } from "../mfa/world.fixture.ts";
import { reasonOf, testWorld } from "../testing.ts";

const password = "correct horse battery";
const lax: AccountPolicy = { passwords: "any", credentials: "signed-in" };

/** Somebody who has registered, in one of their sessions. */
async function join(ctx: Ctx, username: string): Promise<UserCtx & { token: string }> {
  const email = `${username}@example.com`;
  const { token } = await register(ctx, { email, password, name: username, username, mode: "bearer" });
  return session(ctx, token);
}

async function session(ctx: Ctx, token: string): Promise<UserCtx & { token: string }> {
  const principal = await ctx.auth.sessions.validate(token);
  if (!principal) throw new Error("the session is gone");
  return { ...ctx, actor: actorOf(principal), token };
}

const signIn = (ctx: Ctx, email: string, secret: string) => login(ctx, { email, password: secret, mode: "bearer" });

/** The same session, as it is eleven minutes after the credential was shown. */
const later = <C extends Ctx>(ctx: C): C => ({ ...ctx, now: () => new Date(Date.now() + 11 * 60_000) });

test("profile, address and password change together", async () => {
  await using world = await testWorld();
  const ada = await join(world.anonymous, "ada");

  const me = await updateAccount(ada, { email: "ada@example.org", password: "another long password", bio: "Hello" });

  expect(me).toMatchObject({ email: "ada@example.org", bio: "Hello", username: "ada" });
  expect(await reasonOf(signIn(world.anonymous, "ada@example.com", password))).toBe("INVALID_CREDENTIALS");
  expect(await reasonOf(signIn(world.anonymous, "ada@example.org", password))).toBe("INVALID_CREDENTIALS");
  expect(await reasonOf(signIn(world.anonymous, "ADA@example.org", "another long password"))).toBe("ok");
});

test("what is refused changes nothing", async () => {
  await using world = await testWorld();
  const [ada] = [await join(world.anonymous, "ada"), await join(world.anonymous, "bob")];

  expect(await reasonOf(updateAccount(ada, { email: "Bob@Example.com", bio: "x" }))).toBe("EMAIL_TAKEN");
  expect(await reasonOf(updateAccount(ada, { username: "bob", password: "another long password" }))).toBe(
    "USERNAME_TAKEN",
  );
  expect(await reasonOf(updateAccount(ada, { password: "ada@example.com", bio: "x" }))).toBe("WEAK_PASSWORD");
  expect(await updateAccount(ada, {})).toMatchObject({ email: "ada@example.com", bio: "" });
  expect(await reasonOf(signIn(world.anonymous, "ada@example.com", password))).toBe("ok");
});

test("a new password ends every session but the one that set it", async () => {
  await using world = await testWorld();
  const ada = await join(world.anonymous, "ada");
  const other = await signIn(world.anonymous, "ada@example.com", password);
  const { sessions } = world.anonymous.auth;

  await updateAccount(ada, { email: "ada@example.org" });
  expect(await sessions.validate(other.token)).not.toBeNull();
  await updateAccount(ada, { password: "another long password" });

  expect(await sessions.validate(other.token)).toBeNull();
  expect(await sessions.validate(ada.token)).not.toBeNull();
});

test("a new address has to be verified anew, another spelling of it has not", async () => {
  await using world = await testWorld();
  const ada = await join(world.anonymous, "ada");
  await world.db.user.updateMany({ data: { emailVerifiedAt: new Date() } });

  expect(await updateAccount(ada, { email: "Ada@Example.com" })).toMatchObject({ emailVerified: true });
  expect(await updateAccount(ada, { email: "ada@example.org" })).toMatchObject({ emailVerified: false });
});

test("credentials change in a fresh session only, unless the policy takes any", async () => {
  await using world = await testWorld();
  const ada = later(await join(world.anonymous, "ada"));

  expect(await reasonOf(updateAccount(ada, { email: "ada@example.org" }))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(updateAccount(ada, { password: "another long password" }))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(updateAccount(ada, { email: "ada@example.com", bio: "the same address" }))).toBe("ok");
  expect(await reasonOf(updateAccount({ ...ada, accounts: lax }, { email: "ada@example.org" }))).toBe("ok");
});

test("whoever impersonates changes no credentials, whatever the policy", async () => {
  await using world = await testWorld();
  const ada = await join(world.anonymous, "ada");
  const actor = { ...ada.actor, session: { ...ada.actor.session, actorId: ada.actor.id } };

  expect(await reasonOf(updateAccount({ ...ada, actor, accounts: lax }, { password: "x" }))).toBe(
    "IMPERSONATION_DENIED",
  );
});

test("a policy may take any password, and does so for nobody else", async () => {
  await using world = await testWorld();
  const open = { ...world.anonymous, accounts: { passwords: "any" } as const };
  const account = { email: "ada@example.com", name: "Ada", username: "ada", mode: "bearer" } as const;

  expect(await reasonOf(register(world.anonymous, { ...account, password: "x" }))).toBe("WEAK_PASSWORD");
  expect(await reasonOf(register({ ...open, accounts: {} }, { ...account, password: "x" }))).toBe("WEAK_PASSWORD");
  const { token } = await register(open, { ...account, password: "x" });

  expect(await reasonOf(signIn(world.anonymous, "ada@example.com", "x"))).toBe("ok");
  const ada = await session(world.anonymous, token);
  expect(await reasonOf(updateAccount(ada, { password: "y" }))).toBe("WEAK_PASSWORD");
  expect(await reasonOf(updateAccount({ ...ada, accounts: lax }, { password: "y" }))).toBe("ok");
});

test("whoever has a second factor changes credentials in a fresh session, whatever the policy", async () => {
  await using world = await testWorld();
  const ada = await join(world.anonymous, "ada");
  const { ctx } = await withPasskey(ada);
  const stale = { ...later(ctx), accounts: lax };

  expect(await reasonOf(updateAccount(stale, { password: "another long password" }))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(updateAccount(stale, { email: "ada@example.org" }))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(updateAccount(stale, { bio: "of mine" }))).toBe("ok");
  expect(await reasonOf(updateAccount({ ...ctx, accounts: lax }, { password: "another long password" }))).toBe("ok");
});

test("addresses are mailed only as often as by every other way, and then nothing changes", async () => {
  await using world = await testWorld();
  const ada = await join(world.anonymous, "ada");
  const spent = { count: 3, windowMs: 60_000, left: 0, resetMs: 60_000, isSpent: true };
  const full = { ...ada.limiter, spend: () => Promise.resolve(spent) };

  expect(await reasonOf(updateAccount({ ...ada, limiter: full }, { email: "x@example.org", bio: "x" }))).toBe(
    "RATE_LIMITED",
  );
  expect(await updateAccount({ ...ada, limiter: full }, { bio: "y" })).toMatchObject({
    email: "ada@example.com",
    bio: "y",
  });
});
