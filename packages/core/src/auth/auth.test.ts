import type { Login, Register } from "@tenon/contract/auth";
import { expect, test } from "vitest";
import { actorOf } from "../access.ts";
import { login, logout, register } from "../auth.ts";
import type { Ctx } from "../ctx.ts";
import { outcomesOf, reasonOf, testAuth, testWorld, times } from "../testing.ts";

const password = "correct horse battery";
const account: Register = {
  email: "ada@example.com",
  password,
  name: "Ada Lovelace",
  username: undefined,
  mode: "bearer",
};
const signUp = (ctx: Ctx, change: Partial<Register> = {}) => register(ctx, { ...account, ...change });
const signIn = (ctx: Ctx, change: Partial<Login> = {}) =>
  login(ctx, { email: account.email, password, mode: "bearer", ...change });

test("registering makes an account and signs it in", async () => {
  await using world = await testWorld();

  const { output, token, session } = await signUp(world.anonymous, { email: "Ada@Example.com" });

  expect(output).toMatchObject({
    token,
    expiresAt: session.expiresAt,
    user: {
      username: "ada-lovelace",
      email: "Ada@Example.com",
      emailVerified: false,
      role: "user",
      impersonatedBy: null,
    },
  });
  expect(await world.anonymous.auth.sessions.validate(token)).toMatchObject({ user: { id: output.user.id } });
  const row = await world.db.user.findFirstOrThrow();
  expect(row).toMatchObject({ emailNormalized: "ada@example.com", emailVerifiedAt: null });
  expect(row.passwordHash).toMatch(/^\$argon2id\$/);
  expect(JSON.stringify(output)).not.toContain("argon2");
});

test("in mode cookie the token is not part of the reply", async () => {
  await using world = await testWorld();

  const registered = await signUp(world.anonymous, { mode: "cookie" });
  const signedIn = await signIn(world.anonymous, { mode: "cookie" });

  for (const { output, token, session } of [registered, signedIn]) {
    expect(output.token).toBeNull();
    expect(session.kind).toBe("cookie");
    expect(await world.anonymous.auth.sessions.validate(token)).not.toBeNull();
  }
});

test("a password that is easy to guess is refused, with what is wrong with it", async () => {
  await using world = await testWorld();

  for (const weak of ["short", "aaaaaaaaaaaa", "AdaLovelace12", "ada@example.com"]) {
    await expect(signUp(world.anonymous, { password: weak })).rejects.toMatchObject({
      reason: "WEAK_PASSWORD",
      fields: [{ path: ["password"] }],
    });
  }
  expect(await world.db.user.count()).toBe(0);
});

test("one address is one account, in any letters and widths", async () => {
  await using world = await testWorld();
  await signUp(world.anonymous, { email: "Ada@Example.com" });

  for (const email of ["ada@example.com", "ADA@EXAMPLE.COM", "ａｄａ@example.com", " ada@example.com "]) {
    expect(await reasonOf(signUp(world.anonymous, { email }))).toBe("EMAIL_TAKEN");
    expect(await reasonOf(signIn(world.anonymous, { email }))).toBe("ok");
  }
});

test("of fifty registrations of one address one makes an account", async () => {
  await using world = await testWorld();

  const outcomes = await outcomesOf(
    times(50, (index) => signUp(world.anonymous, { email: index % 2 ? "ada@example.com" : "ADA@EXAMPLE.COM" })),
  );

  expect(outcomes).toEqual({ ok: 1, EMAIL_TAKEN: 49 });
  expect(await world.db.user.count()).toBe(1);
  expect(await world.db.session.count()).toBe(1);
});

test("a flood of registrations is turned away rather than queued, and still makes one account", async () => {
  await using world = await testWorld();
  const auth = testAuth(world.db, { admission: { concurrency: 1, queue: 3, waitMs: 60_000 } });

  const outcomes = await outcomesOf(times(50, () => signUp({ ...world.anonymous, auth })));

  const { ok = 0, EMAIL_TAKEN = 0, AUTH_BUSY = 0 } = outcomes;
  expect([ok, ok + EMAIL_TAKEN + AUTH_BUSY]).toEqual([1, 50]);
  expect(AUTH_BUSY).toBeGreaterThan(0);
});

test("people of one name get usernames of their own; a username that is asked for is given or refused", async () => {
  await using world = await testWorld();

  const all = await Promise.all(times(10, (index) => signUp(world.anonymous, { email: `${index}@example.com` })));

  const usernames = all.map(({ output }) => output.user.username);
  expect(new Set(usernames).size).toBe(10);
  expect(usernames.filter((username) => !/^ada-lovelace(?:-[a-z0-9]{6})?$/.test(username))).toEqual([]);
  const asked = (email: string) => signUp(world.anonymous, { email, username: "countess" });
  expect((await asked("x@example.com")).output.user.username).toBe("countess");
  expect(await reasonOf(asked("y@example.com"))).toBe("USERNAME_TAKEN");
  expect(await reasonOf(asked("x@example.com"))).toBe("EMAIL_TAKEN");
});

test("an unknown address, a wrong password and an account without one are told alike, and each verifies a hash", async () => {
  await using world = await testWorld();
  await signUp(world.anonymous);
  await world.as("nopassword");
  await world.as("garbage");
  await world.db.user.update({ where: { username: "garbage" }, data: { passwordHash: "garbage" } });
  const verified: (string | null)[] = [];
  const { passwords } = world.anonymous.auth;
  const verify: typeof passwords.verify = (stored, given) => {
    verified.push(stored && "a hash");
    return passwords.verify(stored, given);
  };
  const ctx = { ...world.anonymous, auth: { ...world.anonymous.auth, passwords: { ...passwords, verify } } };

  const reasons = [
    await reasonOf(signIn(ctx, { password: "wrong" })),
    await reasonOf(signIn(ctx, { email: "nobody@example.com" })),
    await reasonOf(signIn(ctx, { email: "nopassword@example.com" })),
    await reasonOf(signIn(ctx, { email: "garbage@example.com" })),
  ];

  expect(new Set(reasons)).toEqual(new Set(["INVALID_CREDENTIALS"]));
  expect(verified).toEqual(["a hash", null, null, "a hash"]);
});

test.for(["ada@example.com", "nobody@example.com"])(
  "of a hundred parallel guesses for %s five are looked at",
  async (email) => {
    await using world = await testWorld();
    await signUp(world.anonymous);

    const outcomes = await outcomesOf(
      times(100, (index) => signIn(world.anonymous, { email, password: `guess ${index}` })),
    );

    expect(outcomes).toEqual({ INVALID_CREDENTIALS: 5, TOO_MANY_ATTEMPTS: 95 });
    await expect(signIn(world.anonymous, { email })).rejects.toMatchObject({
      reason: "TOO_MANY_ATTEMPTS",
      retryAfter: expect.closeTo(900, -1) as number,
    });
  },
);

test("a password does not expire, however old it is (ASVS 5.0 6.2.10)", async () => {
  await using world = await testWorld();
  await signUp(world.anonymous);
  const longAgo = new Date("2001-01-01");
  await world.db.user.updateMany({ data: { createdAt: longAgo, passwordChangedAt: longAgo } });

  expect(await reasonOf(signIn(world.anonymous))).toBe("ok");
});

test("the right password forgets the wrong ones before it", async () => {
  await using world = await testWorld();
  await signUp(world.anonymous);
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 4; i += 1) await reasonOf(signIn(world.anonymous, { password: "wrong" }));

    expect(await reasonOf(signIn(world.anonymous))).toBe("ok");
  }
});

test("sign-ins that are turned away ask the database nothing, and count for nobody", async () => {
  await using world = await testWorld();
  const auth = testAuth(world.db, { admission: { concurrency: 1, queue: 3, waitMs: 60_000 } });

  const outcomes = await outcomesOf(
    times(50, (index) => signIn({ ...world.anonymous, auth }, { email: `user${index}@example.com` })),
  );

  expect(outcomes).toEqual({ INVALID_CREDENTIALS: 4, AUTH_BUSY: 46 });
  expect(await world.db.loginThrottle.count()).toBe(4);
  expect(await world.db.auditEvent.count()).toBe(4);
});

test("a try that the hashing turned away does not count as a failure", async () => {
  await using world = await testWorld();
  await signUp(world.anonymous);
  const auth = testAuth(world.db, { gate: { concurrency: 0, queue: 0, waitMs: 0 } });

  for (let i = 0; i < 7; i += 1) expect(await reasonOf(signIn({ ...world.anonymous, auth }))).toBe("AUTH_BUSY");

  expect(await reasonOf(signIn(world.anonymous))).toBe("ok");
});

test("a disabled account is told so after the right password only", async () => {
  await using world = await testWorld();
  await signUp(world.anonymous);
  await world.db.user.updateMany({ data: { status: "disabled" } });
  await world.db.session.deleteMany();

  expect(await reasonOf(signIn(world.anonymous, { password: "wrong" }))).toBe("INVALID_CREDENTIALS");
  expect(await reasonOf(signIn(world.anonymous))).toBe("ACCOUNT_DISABLED");
  expect(await world.db.session.count()).toBe(0);
});

test("signing in ends the session that the call came with, and signing out does it too", async () => {
  await using world = await testWorld();
  const first = await signUp(world.anonymous);
  const { sessions } = world.anonymous.auth;
  const as = async (token: string) => ({ ...world.anonymous, actor: actorOf((await sessions.validate(token))!) });

  const second = await signIn(await as(first.token));
  expect(await sessions.validate(first.token)).toBeNull();
  await logout(await as(second.token));
  expect(await sessions.validate(second.token)).toBeNull();
  await logout(world.anonymous);

  expect(await world.db.session.count()).toBe(0);
});

test("a sign-in that fails leaves the session that it came with", async () => {
  await using world = await testWorld();
  const { token } = await signUp(world.anonymous);
  const { sessions } = world.anonymous.auth;
  const ctx = { ...world.anonymous, actor: actorOf((await sessions.validate(token))!) };

  await reasonOf(signIn(ctx, { password: "wrong" }));

  expect(await sessions.validate(token)).not.toBeNull();
});

test("a session remembers where it came from", async () => {
  await using world = await testWorld();

  await signUp({ ...world.anonymous, client: { ip: "192.0.2.1", userAgent: "curl" } });

  expect(await world.db.session.findFirst()).toMatchObject({ ip: "192.0.2.1", userAgent: "curl" });
});
