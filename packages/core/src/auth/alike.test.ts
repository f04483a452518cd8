import type { Auth } from "@tenon/auth";
import { createDb } from "@tenon/db";
import { expect, test } from "vitest";
import { forgotPassword } from "../account.ts";
import { login, registerAccount } from "../auth.ts";
import type { Ctx } from "../ctx.ts";
import { startStatementTap } from "../statements.fixture.ts";
import { reasonOf, testAuth, testWorld } from "../testing.ts";
import { register } from "./register.ts";

const password = "correct horse battery";
const [known, unknown] = ["ada@example.com", "nobody@example.com"];
const byMail = { registration: "by-mail" } as const;
const guess = (ctx: Ctx, email: string) => login(ctx, { email, password: "wrong", mode: "bearer" });
const guesses = (count: number) => async (ctx: Ctx, email: string) => {
  for (let n = 0; n < count; n += 1) await reasonOf(guess(ctx, email));
};

type Case = {
  name: string;
  /** What happens to the address before. */
  before?: (ctx: Ctx, email: string) => Promise<unknown>;
  call: (ctx: Ctx, email: string) => Promise<unknown>;
  told: string;
  hashes: string[];
};
const cases: Case[] = [
  { name: "a wrong password", call: guess, told: "INVALID_CREDENTIALS", hashes: ["verified"] },
  {
    name: "the failure that locks",
    before: guesses(4),
    call: guess,
    told: "INVALID_CREDENTIALS",
    hashes: ["verified"],
  },
  { name: "an account that is locked", before: guesses(5), call: guess, told: "TOO_MANY_ATTEMPTS", hashes: [] },
  { name: "a forgotten password", call: (ctx, email) => forgotPassword(ctx, { email }), told: "ok", hashes: [] },
  {
    name: "registering by mail",
    call: (ctx, email) =>
      registerAccount(
        { ...ctx, accounts: byMail },
        { email, password, name: "Ada", username: undefined, mode: "cookie" },
      ),
    told: "ok",
    hashes: ["made"],
  },
];

test.for(cases)("$name costs the same hashes, statements and jobs whether or not there is an account", async (row) => {
  const { before, call, told } = row;
  await using world = await testWorld();
  await register(world.anonymous, { email: known, password, name: "Ada", username: "ada", mode: "bearer" });
  await using tap = await startStatementTap(world.url);
  const db = createDb({ url: tap.url, poolSize: 1 });
  const { auth, hashes } = counting(testAuth(db));
  const ctx = { ...world.anonymous, db, auth };
  const workOf = async (email: string) => {
    await before?.(ctx, email);
    hashes.length = 0;
    world.jobs.length = 0;
    tap.take();
    const reason = await reasonOf(call(ctx, email));
    const jobs = world.jobs.map(({ name, payload }) => [name, Object.keys(payload)]);
    return { reason, hashes: [...hashes], statements: tap.take().map(({ sql }) => sql), jobs };
  };

  // Each statement is prepared by the first that needs it.
  await workOf("somebody@example.com");
  const [ofKnown, ofUnknown] = [await workOf(known), await workOf(unknown)];
  await db.$disconnect();

  expect(ofKnown).toMatchObject({ reason: told, hashes: row.hashes });
  expect(ofKnown.statements.length).toBeGreaterThan(0);
  expect(ofKnown).toEqual(ofUnknown);
});

/** Notes each time that the price of a hash is paid. */
function counting(auth: Auth): { auth: Auth; hashes: string[] } {
  const hashes: string[] = [];
  const { passwords } = auth;
  const counted: Auth["passwords"] = {
    ...passwords,
    hash: (given) => {
      hashes.push("made");
      return passwords.hash(given);
    },
    verify: (stored, given) => {
      hashes.push("verified");
      return passwords.verify(stored, given);
    },
  };
  return { auth: { ...auth, passwords: counted }, hashes };
}
