import { expect, test } from "vitest";
import { actorOf } from "../access.ts";
import { changePassword } from "../account.ts";
import { login, reauthenticate, register, rememberDevice, unlock } from "../auth.ts";
import type { Ctx } from "../ctx.ts";
import { outcomesOf, reasonOf, testJobCtx, testWorld, type TestWorld, times } from "../testing.ts";
import { mailLock } from "./mail-lock.ts";

const email = "ada@example.com";
const password = "correct horse battery";
const signIn = (ctx: Ctx, change: { email?: string; password?: string } = {}) =>
  login(ctx, { email, password, mode: "bearer", ...change });
const guess = (ctx: Ctx, address = email) => signIn(ctx, { email: address, password: "wrong" });

/** Ada, and the context of a browser that she has signed in with. */
async function withAda(world: TestWorld) {
  const { session } = await register(world.anonymous, {
    email,
    password,
    name: "Ada",
    username: "ada",
    mode: "bearer",
  });
  const at = async (client: Ctx["client"] = {}): Promise<Ctx> => ({
    ...world.anonymous,
    client,
    device: await rememberDevice(world.anonymous, session.userId),
  });
  return { id: session.userId, known: await at(), at };
}

/** Runs the jobs that tell owners of locks; the mails that come of it. */
async function mailsOf(world: TestWorld) {
  for (const { name, payload } of world.jobs.splice(0))
    if (name === mailLock.name) await mailLock.run(testJobCtx(world.anonymous), mailLock.payload.parse(payload));
  const mails = world.jobs.splice(0).map(({ payload }) => payload as { to: string; text: string });
  return mails.map(({ to, text }) => ({ to, token: /#token=(\S+)/.exec(text)?.[1], text }));
}

test("strangers lock an account for everybody but a device that has signed in to it", async () => {
  await using world = await testWorld();
  const { known } = await withAda(world);

  const strangers = await outcomesOf(times(20, () => guess(world.anonymous)));

  expect(strangers).toEqual({ INVALID_CREDENTIALS: 5, TOO_MANY_ATTEMPTS: 15 });
  expect(await reasonOf(signIn(world.anonymous))).toBe("TOO_MANY_ATTEMPTS");
  expect(await reasonOf(signIn(known))).toBe("ok");
  expect(await reasonOf(signIn(world.anonymous))).toBe("TOO_MANY_ATTEMPTS");
});

test("of a hundred guesses from a known device five are looked at, and others may still sign in", async () => {
  await using world = await testWorld();
  const { known } = await withAda(world);

  expect(await outcomesOf(times(100, () => guess(known)))).toEqual({ INVALID_CREDENTIALS: 5, TOO_MANY_ATTEMPTS: 95 });

  expect(await reasonOf(signIn(known))).toBe("TOO_MANY_ATTEMPTS");
  expect(await reasonOf(signIn(world.anonymous))).toBe("ok");
});

test("a device is nobody's any more once the password is another one, and is no other account's", async () => {
  await using world = await testWorld();
  const { known } = await withAda(world);
  await register(world.anonymous, { email: "eve@example.com", password, name: "Eve", username: "eve", mode: "bearer" });
  for (const address of [email, "eve@example.com"]) await outcomesOf(times(5, () => guess(world.anonymous, address)));

  expect(await reasonOf(signIn(known, { email: "eve@example.com" }))).toBe("TOO_MANY_ATTEMPTS");
  await world.db.user.updateMany({ data: { passwordChangedAt: new Date() } });

  expect(await reasonOf(signIn(known))).toBe("TOO_MANY_ATTEMPTS");
});

test("a known device pays for its guesses itself, not its network", async () => {
  await using world = await testWorld();
  const spent: string[] = [];
  const limiter: Ctx["limiter"] = {
    ...world.anonymous.limiter,
    spend: (name, key) => {
      spent.push(key);
      return world.anonymous.limiter.spend(name, key);
    },
  };
  const { at } = await withAda(world);

  await reasonOf(guess({ ...(await at({ ip: "192.0.2.1" })), limiter }));
  await reasonOf(guess({ ...world.anonymous, client: { ip: "192.0.2.1" }, limiter }));

  expect(spent).toEqual([expect.stringMatching(/^device:[\w-]{22}$/), "net:192.0.2.1"]);
});

test("a lock enqueues the same for an account that is not there, which nobody is mailed about", async () => {
  await using world = await testWorld();
  await withAda(world);
  world.jobs.length = 0;
  await outcomesOf(times(9, () => guess(world.anonymous, "nobody@example.com")));

  const [job, ...others] = world.jobs;
  const mails = await mailsOf(world);

  expect([job?.name, job?.payload, others]).toEqual([mailLock.name, { account: "nobody@example.com" }, []]);
  expect(mails).toEqual([]);
});

test("the owner is mailed a link that unlocks, once a day, however often the account is locked", async () => {
  await using world = await testWorld();
  await withAda(world);
  world.jobs.length = 0;
  await outcomesOf(times(9, () => guess(world.anonymous)));
  const [mail, ...others] = await mailsOf(world);

  await unlock(world.anonymous, { token: mail?.token ?? "" });
  expect(await outcomesOf(times(9, () => guess(world.anonymous)))).toEqual({
    INVALID_CREDENTIALS: 5,
    TOO_MANY_ATTEMPTS: 4,
  });

  expect(mail).toMatchObject({ to: email, token: expect.stringMatching(/^ul_/) as string });
  expect(others).toEqual([]);
  expect(await mailsOf(world)).toEqual([]);
  expect(await reasonOf(unlock(world.anonymous, { token: mail?.token ?? "" }))).toBe("TOKEN_EXPIRED_OR_USED");
});

test("of fifty who redeem one unlock link at once one does, and the right password signs in afterwards", async () => {
  await using world = await testWorld({ poolSize: 10 });
  await withAda(world);
  world.jobs.length = 0;
  await outcomesOf(times(5, () => guess(world.anonymous)));
  const [mail] = await mailsOf(world);

  const outcomes = await outcomesOf(times(50, () => unlock(world.anonymous, { token: mail?.token ?? "" })));

  expect(outcomes).toEqual({ ok: 1, TOKEN_EXPIRED_OR_USED: 49 });
  expect(await reasonOf(signIn(world.anonymous))).toBe("ok");
});

test("a lock that is over before the job looks is not told of", async () => {
  await using world = await testWorld();
  await withAda(world);
  world.jobs.length = 0;
  await outcomesOf(times(5, () => guess(world.anonymous)));

  await world.anonymous.auth.throttle.clear(email);

  expect(await mailsOf(world)).toEqual([]);
});

test("after a hundred failures in a row the owner is mailed that only a new password helps, on other devices than known ones", async () => {
  await using world = await testWorld();
  const { known } = await withAda(world);
  world.jobs.length = 0;
  await guess(world.anonymous).catch(() => {});
  await world.db.loginThrottle.updateMany({ data: { failedInARow: 99 } });

  expect(await reasonOf(guess(world.anonymous))).toBe("INVALID_CREDENTIALS");
  const [mail, ...others] = await mailsOf(world);

  expect(mail?.text).toContain("https://example.com/forgot-password");
  expect([mail?.token, others]).toEqual([undefined, []]);
  expect(await reasonOf(signIn(world.anonymous))).toBe("TOO_MANY_ATTEMPTS");
  expect(await reasonOf(signIn(known))).toBe("ok");
  await world.anonymous.auth.throttle.clear(email);
  expect(await reasonOf(signIn(world.anonymous))).toBe("ok");
});

test("what locks and unlocks is noted, with nothing of what was tried", async () => {
  await using world = await testWorld();
  const { id } = await withAda(world);
  world.jobs.length = 0;
  await outcomesOf(times(5, () => guess(world.anonymous)));
  const [mail] = await mailsOf(world);
  await unlock(world.anonymous, { token: mail?.token ?? "" });

  const rows = await world.db.auditEvent.findMany({
    where: { subjectId: id, action: { startsWith: "account.", not: "account.registered" } },
  });

  const actions = rows.map(({ action }) => action);
  expect(actions).toEqual(["account.locked", "account.lock-mailed", "account.unlocked"]);
  expect(JSON.stringify(rows)).not.toMatch(/wrong|ul_|correct horse/);
});

test("strangers' failures do not keep an owner from showing the password again, or changing it, on a known device", async () => {
  await using world = await testWorld();
  const { known } = await withAda(world);
  const { token } = await signIn(known);
  const actor = actorOf((await world.anonymous.auth.sessions.validate(token))!);
  await outcomesOf(times(5, () => guess(world.anonymous)));

  expect(await reasonOf(reauthenticate({ ...world.anonymous, actor }, { password }))).toBe("TOO_MANY_ATTEMPTS");
  expect(await reasonOf(reauthenticate({ ...known, actor }, { password }))).toBe("ok");
  const change = { currentPassword: password, newPassword: "another long password", revokeOthers: true };
  expect(await reasonOf(changePassword({ ...known, actor }, change))).toBe("ok");
});
