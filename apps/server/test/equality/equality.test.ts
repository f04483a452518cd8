import { appRouter } from "@tenon/api";
import type { AnyTRPCProcedure } from "@trpc/server";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Call, callsOf, endsSessions } from "./calls.ts";
import { seedWorld, type SeededWorld } from "./seeded-world.ts";
import { notCompared, type Subject, subjects } from "./subjects.ts";
import { describeTally, newTally } from "./tally.ts";
import { startTwins, type Twins } from "./twins.ts";

/** How many calls are compared; 10000 is the full measure. */
const wanted = Number(process.env["TENON_CALLS"] ?? 500);
const firstSeed = Number(process.env["TENON_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const callsPerWorld = 200;

let world: SeededWorld;
let all: Subject[];
beforeAll(async () => {
  [world, all] = await Promise.all([seedWorld(), subjects()]);
});
afterAll(() => world[Symbol.asyncDispose]());

const tally = newTally();

test("every procedure that does not stream is compared", () => {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);

  const answering = procedures.filter(([, { _def }]) => _def.type !== "subscription").map(([path]) => path);
  const comparable = answering.filter((path) => !notCompared.has(path));

  expect(all.map(({ operation }) => operation.path)).toEqual(comparable);
});

test(
  "each procedure succeeds on both transports with what its schema and the seeded world suggest",
  { timeout: 120_000 },
  async () => {
    // What signs out comes last, so that the others are reached; what was not is tried again in a world as it was.
    let missing = all.toSorted((left, right) => Number(isAuth(left)) - Number(isAuth(right)));
    for (let round = 0; round < 4 && missing.length > 0; round += 1) {
      await using twins = await startTwins(world, tally);
      const left: Subject[] = [];
      for (const subject of missing) if (!(await succeeds(twins, subject, firstSeed + round))) left.push(subject);
      missing = left;
    }

    expect(
      missing.map(({ operation }) => operation.path),
      `seed ${firstSeed}`,
    ).toEqual([]);
  },
);

test("any sequence of calls is told alike over tRPC and over REST", { timeout: 3_600_000 }, async ({ annotate }) => {
  const byPath = new Map(all.map((subject) => [subject.operation.path, subject]));
  // The more an input holds, the more there is to tell differently.
  const weightOf = ({ properties }: Subject) => 2 + Object.keys(properties).length;
  const calls = fc.oneof(...all.map((subject) => ({ arbitrary: callsOf(subject), weight: weightOf(subject) })));
  const property = fc.asyncProperty(
    fc.array(calls, { minLength: 1, maxLength: callsPerWorld, size: "max" }),
    async (given: Call[]) => {
      await using twins = await startTwins(world, tally);
      for (const call of given) {
        const subject = byPath.get(call.path);
        if (subject) await twins.call(subject, call);
      }
      expect(await twins.rowCounts("rest")).toEqual(await twins.rowCounts("trpc"));
    },
  );

  for (let seed = firstSeed; tally.calls < wanted; seed += 1)
    await fc.assert(property, { seed, numRuns: 4, interruptAfterTimeLimit: 120_000 });

  await annotate(describeTally(tally, firstSeed));
  expect(tally.calls).toBeGreaterThanOrEqual(wanted);
  expect([...tally.successes.keys()].toSorted()).toEqual([...byPath.keys()].toSorted());
});

const isAuth = ({ operation }: Subject) => endsSessions(operation.path);

async function succeeds(twins: Twins, subject: Subject, seed: number): Promise<boolean> {
  for (const call of fc.sample(callsOf(subject, "valid"), { seed, numRuns: 40 }))
    if (await twins.call(subject, call)) return true;
  return false;
}
