import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyRing } from "@tenon/auth";
import { createVault } from "@tenon/core/vault";
import { createTestDatabase } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";
import { openAuth, warnOfCost } from "./open-auth.ts";

const [old, next] = ["an old secret of thirty-two characters", "the next secret of as many characters"];
const cheap = { ARGON2_MEMORY_KIB: "8", ARGON2_PASSES: "1" };

async function authWorld() {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const warned: string[] = [];
  const warn = (_: object, message: string) => void warned.push(message);
  const log = { debug() {}, info() {}, warn, error: warn };
  const open = (env: Record<string, string> = {}) =>
    openAuth(readConfig({ DATABASE_URL: database.url, APP_SECRET: old, ...cheap, ...env }), {
      stack,
      db: database.db,
      log,
      vault: createVault(keyRing(old)),
    });
  return { open, warned, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test("passwords go on when the secret has become a previous one, and are told of when it has gone", async () => {
  await using world = await authWorld();
  const stored = await (await world.open()).passwords.hash("correct horse");
  const rotated = await world.open({ APP_SECRET: next, APP_SECRET_PREVIOUS: old });
  const moved = await world.open({ APP_SECRET: next });

  expect([await rotated.passwords.verify(stored, "correct horse"), rotated.passwords.isOutdated(stored)]).toEqual([
    true,
    true,
  ]);
  expect(await moved.passwords.verify(stored, "correct horse")).toBe(false);
  expect(world.warned).toEqual([expect.stringContaining("needs an earlier APP_SECRET")]);
});

test("what the environment asks of passwords is asked", async () => {
  await using world = await authWorld();
  const { passwords } = await world.open({ PASSWORD_MIN: "20", PASSWORD_COMPOSITION: "mixed" });

  expect(await passwords.faults("correct horse 1", [])).toMatchObject([{ code: "too_short" }]);
  expect(await passwords.faults("correct horse battery", [])).toMatchObject([{ code: "composition" }]);
  expect(await passwords.faults("Correct horse battery 1", [])).toEqual([]);
});

test("a breach file that is none ends the start with its variable's name", async () => {
  await using world = await authWorld();
  const dir = await mkdtemp(join(tmpdir(), "tenon-auth-"));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, "list.txt"), "password\n");

  await expect(world.open({ PASSWORD_BREACH_FILE: join(dir, "list.txt") })).rejects.toThrow(ConfigError);
  await expect(world.open({ PASSWORD_BREACH_FILE: join(dir, "list.txt") })).rejects.toThrow("PASSWORD_BREACH_FILE");
});

test.for([
  [9.9, ["a password is hashed in less than 10 ms"]],
  [10, []],
  [250, []],
  [251, ["a password takes more than 250 ms to hash"]],
] as const)("a hash of %d ms is told of, or is sound", async ([ms, expected]) => {
  const warned: string[] = [];

  await warnOfCost({ measure: () => Promise.resolve(ms) }, { warn: (_, message) => void warned.push(message) });

  expect(warned.map((message) => message.split(":")[0])).toEqual(expected);
});
