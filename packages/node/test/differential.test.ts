import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { expect, test } from "vitest";
import { createNodeHandler } from "../src/index.ts";
import { assertEqualToUpstream } from "./differential/equality.ts";
import type { Silences } from "./differential/equality.ts";
import { mutants } from "./differential/mutants.ts";

/** `TENON_REQUESTS=200000` makes it a long run, `TENON_SEED` repeats one. */
const requests = Number(process.env["TENON_REQUESTS"] ?? 3000);
const seed = process.env["TENON_SEED"] === undefined ? undefined : Number(process.env["TENON_SEED"]);
const timeout = 30_000 + requests * 20;

test("upstream equals itself, so that a difference is one of the adapters", { timeout }, async () => {
  const silences = await assertEqualToUpstream(createHTTPHandler, { requests: requests / 10, seed });
  expect(timesOf(silences)).toBeLessThan(requests / 10 / 4);
});

test("our adapter answers the same bytes as upstream's, whatever the options", { timeout }, async ({ annotate }) => {
  const silences = await assertEqualToUpstream(createNodeHandler, { requests, seed });
  for (const [why, { times, example }] of silences) {
    await annotate(`Upstream gave no answer ${times} times (${why}), such as to ${example}`);
  }
  expect(timesOf(silences)).toBeLessThan(requests / 4);
});

/** `TENON_MUTANTS=1` proves that the test above can fail: each of these adapters has one mistake. Half a minute. */
test.for(process.env["TENON_MUTANTS"] ? Object.entries(mutants) : [])(
  "the mistake of a mutant is found: %s",
  { timeout },
  async ([, mutant]) => {
    await expect(assertEqualToUpstream(mutant, { requests, seed, shrink: false })).rejects.toThrow("Property failed");
  },
);

function timesOf(silences: Silences): number {
  return [...silences.values()].reduce((sum, { times }) => sum + times, 0);
}
