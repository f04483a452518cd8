import { createAuth, keyRing } from "@tenon/auth";
import { expect, test } from "vitest";
import { login } from "../auth.ts";
import { reasonOf, testWorld, times } from "../testing.ts";

const [old, next] = ["an old secret of 32 characters, yes", "the next secret of 32 characters, ok"];
const email = "ada@example.com";
const password = "correct horse battery";

async function hashWorld() {
  const world = await testWorld();
  await world.as("ada");
  const authOf = (passwords: object) =>
    createAuth({ db: world.db, throttleKeys: keyRing(old), passwords: { memoryKib: 8, passes: 1, ...passwords } });
  const store = async (passwords: object) => {
    const passwordHash = await authOf(passwords).passwords.hash(password);
    await world.db.user.updateMany({ data: { passwordHash } });
  };
  const stored = async () => (await world.db.user.findFirstOrThrow()).passwordHash ?? "";
  const signIn = (passwords: object, secret = password) =>
    reasonOf(login({ ...world.anonymous, auth: authOf(passwords) }, { email, password: secret, mode: "bearer" }));
  return { ...world, authOf, store, stored, signIn, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

test("a sign-in renews a hash of other parameters, of another pepper and of none (ASVS 5.0 11.2.2, 11.4.2)", async () => {
  await using world = await hashWorld();
  const now = { memoryKib: 16, pepper: keyRing(next, old) };

  for (const before of [{}, { memoryKib: 32 }, { memoryKib: 16, pepper: keyRing(old) }]) {
    await world.store(before);
    expect(await world.signIn(now, "wrong horse")).toBe("INVALID_CREDENTIALS");
    expect(world.authOf(now).passwords.isOutdated(await world.stored())).toBe(true);
    expect(await world.signIn(now)).toBe("ok");
    expect(await world.stored()).toContain(`$m=16,t=1,p=1,keyid=${keyRing(next)[0].id}$`);
    expect(await world.signIn({ ...now, pepper: keyRing(next) })).toBe("ok");
  }
});

test("a current hash stays, byte for byte", async () => {
  await using world = await hashWorld();
  await world.store({ pepper: keyRing(next) });
  const before = await world.stored();

  await world.signIn({ pepper: keyRing(next, old) });

  expect(await world.stored()).toBe(before);
});

test("sign-ins at once all succeed, and a password that was changed meanwhile is not overwritten", async () => {
  await using world = await hashWorld();
  await world.store({});
  const auth = world.authOf({ pepper: keyRing(next) });
  const hash = async (given: string) => {
    const renewed = await auth.passwords.hash(given);
    await world.db.user.updateMany({ data: { passwordHash: "changed meanwhile" } });
    return renewed;
  };
  const ctx = { ...world.anonymous, auth: { ...auth, passwords: { ...auth.passwords, hash } } };

  expect(await reasonOf(login(ctx, { email, password, mode: "bearer" }))).toBe("ok");
  expect(await world.stored()).toBe("changed meanwhile");
  await world.store({});
  const outcomes = await Promise.all(times(5, () => world.signIn({ pepper: keyRing(next) })));
  expect(outcomes).toEqual(["ok", "ok", "ok", "ok", "ok"]);
});

test("a sign-in succeeds although its hash cannot be renewed", async () => {
  await using world = await hashWorld();
  await world.store({});
  const auth = world.authOf({ pepper: keyRing(next) });
  const warned: string[] = [];
  const log = { ...world.anonymous.log, warn: (_: object, message: string) => warned.push(message) };
  const passwords = { ...auth.passwords, hash: () => Promise.reject(new Error("no memory")) };

  const ctx = { ...world.anonymous, log, auth: { ...auth, passwords } };

  expect(await reasonOf(login(ctx, { email, password, mode: "bearer" }))).toBe("ok");
  expect(warned).toEqual(["an outdated hash was not renewed"]);
});
