import { hash } from "node:crypto";
import { keyRing } from "@tenon/auth";
import { expect, test } from "vitest";
import { verifyEmail } from "../account.ts";
import { mailedToken, mailsOf, password, signIn, tokenIn } from "../account/account.fixture.ts";
import { registerAccount } from "../auth.ts";
import { outcomesOf, reasonOf, testWorld, times } from "../testing.ts";
import { createVault } from "../vault.ts";

const account = { email: "ada@example.com", password, name: "Ada", username: undefined, mode: "bearer" } as const;

async function safeWorld() {
  const world = await testWorld();
  const anonymous = { ...world.anonymous, accounts: { registration: "by-mail" } as const };
  return { ...world, anonymous, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

test("registering says and does the same for a taken address as for a free one; mail tells them apart (6.3.8)", async () => {
  await using world = await safeWorld();
  await world.as("eve");
  const register = async (email: string) => {
    const { output, ...rest } = await registerAccount(world.anonymous, { ...account, email });
    const jobs = world.jobs.map(({ name, payload }) => [name, Object.keys(payload)]);
    return { output, rest, jobs, mails: (await mailsOf(world)).map(({ to, subject }) => [to, subject]) };
  };

  const [taken, free] = [await register("eve@example.com"), await register("ada@example.com")];

  expect(taken.output).toEqual({ user: null, token: null, expiresAt: null });
  expect({ ...taken, mails: [] }).toEqual({ ...free, mails: [] });
  expect(taken.mails).toEqual([["eve@example.com", "You have an account at Tenon already"]]);
  expect(free.mails).toEqual([["ada@example.com", "Finish your registration at Tenon"]]);
  expect(await world.db.user.count()).toBe(1);
});

test("the link makes the account, with its address verified, once of fifty times", async () => {
  await using world = await safeWorld();
  await registerAccount(world.anonymous, { ...account, username: "countess" });
  const token = await mailedToken(world);

  const outcomes = await outcomesOf(times(50, () => verifyEmail(world.anonymous, { token })));

  expect(outcomes).toEqual({ ok: 1, TOKEN_EXPIRED_OR_USED: 49 });
  expect(await world.db.user.findMany()).toMatchObject([
    { username: "countess", email: "ada@example.com", emailVerifiedAt: expect.any(Date) as Date },
  ]);
  expect(await world.db.session.count()).toBe(0);
  expect(await reasonOf(signIn(world.anonymous, "ada@example.com"))).toBe("ok");
});

test("neither the job nor the token's row shows the password or its hash", async () => {
  await using world = await safeWorld();
  await registerAccount(world.anonymous, account);
  const job = JSON.stringify(world.jobs);
  await mailsOf(world);
  const row = JSON.stringify(await world.db.oneTimeToken.findMany());

  expect(job).toContain("sealed");
  expect(job + row).not.toMatch(/argon2|correct horse/);
  expect(job + row).not.toContain(hash("sha256", password));
});

test("what is wrong with name or password is told at once, as it tells nothing of the address", async () => {
  await using world = await safeWorld();
  await world.as("eve");

  for (const email of ["eve@example.com", "ada@example.com"]) {
    const register = (change: object) => reasonOf(registerAccount(world.anonymous, { ...account, email, ...change }));
    expect(await register({ password: "Password1234" })).toBe("WEAK_PASSWORD");
    expect(await register({ username: "eve" })).toBe("USERNAME_TAKEN");
  }
  expect(world.jobs).toEqual([]);
});

test("an address or a username that was given away meanwhile, and a key that has gone", async () => {
  await using world = await safeWorld();
  const register = async (email: string) => {
    await registerAccount(world.anonymous, { ...account, email, username: "countess" });
    const [mail] = await mailsOf(world);
    return tokenIn(mail!);
  };
  const [first, second, third] = [
    await register("a@example.com"),
    await register("b@example.com"),
    await register("a@example.com"),
  ];
  const moved = { ...world.anonymous, vault: createVault(keyRing("another secret")) };

  expect(await reasonOf(verifyEmail(moved, { token: first }))).toBe("TOKEN_EXPIRED_OR_USED");
  expect(await reasonOf(verifyEmail(world.anonymous, { token: first }))).toBe("ok");
  expect(await reasonOf(verifyEmail(world.anonymous, { token: second }))).toBe("ok");
  expect(await reasonOf(verifyEmail(world.anonymous, { token: third }))).toBe("EMAIL_TAKEN");
  const usernames = (await world.db.user.findMany({ orderBy: { email: "asc" } })).map(({ username }) => username);
  expect(usernames).toEqual(["countess", expect.stringMatching(/^countess-[a-z0-9]{6}$/)]);
});
