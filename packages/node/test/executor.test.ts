import { lazy } from "@trpc/server";
import type { AnyTRPCRouter } from "@trpc/server";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileRouter } from "../src/executor/index.ts";
import { buildRouter, chains } from "./executor/chain.ts";
import type { Chain } from "./executor/chain.ts";
import { callSpecs, runChain } from "./executor/run-chain.ts";
import type { CallSpec } from "./executor/run-chain.ts";
import { createTrace } from "./executor/trace.ts";
import { basic, router } from "./rules/root.ts";

/** `TENON_CHAINS=100000` makes it a long run, `TENON_SEED` repeats one. */
const numRuns = Number(process.env["TENON_CHAINS"] ?? 1000);
const seed = process.env["TENON_SEED"] === undefined ? {} : { seed: Number(process.env["TENON_SEED"]) };

test(
  "a compiled procedure does and says what the procedure itself does, step by step",
  { timeout: 30_000 + numRuns * 20 },
  async () => {
    const calls = fc.array(callSpecs, { minLength: 1, maxLength: 3 });
    await fc.assert(fc.asyncProperty(chains, calls, compareCalls), { numRuns, ...seed });
  },
);

/** Several calls to the same procedure, since what was compiled or learnt at the first one stays. */
async function compareCalls(chain: Chain, calls: readonly CallSpec[]): Promise<void> {
  const [plain, compiled] = [createTrace(), createTrace()];
  const plainRouter = buildRouter(chain, plain);
  const compiledRouter = compileRouter(buildRouter(chain, compiled));
  for (const call of calls) {
    const expected = await runChain(plainRouter, { chain, call, trace: plain });
    expect(await runChain(compiledRouter, { chain, call, trace: compiled })).toEqual(expected);
  }
}

type Callable = (opts?: object) => Promise<unknown>;

function procedureAt(of: AnyTRPCRouter, path: string): Callable & { _def: object } {
  return (of._def.procedures as Record<string, never>)[path]!;
}

test("a compiled router has the same paths, and its procedures the same definitions", () => {
  const tree = { ...basic, deep: { deeper: basic } };
  const [plain, compiled] = [router(tree), compileRouter(router(tree))];
  expect(Object.keys(compiled._def.procedures)).toEqual(Object.keys(plain._def.procedures));
  for (const path of Object.keys(plain._def.procedures)) {
    expect(procedureAt(compiled, path)._def).toBe(procedureAt(plain, path)._def);
  }
});

test("a compiled router can be compiled again", async () => {
  const compiled = compileRouter(compileRouter(router(basic)));
  expect(await compiled.createCaller({}).hello("twice")).toBe("hello twice");
});

test("the router's own caller calls compiled procedures, lazy ones too", async () => {
  const compiled = compileRouter(
    router({ ...basic, later: lazy(async () => router({ ...basic, more: lazy(async () => router(basic)) })) }),
  );
  const caller = compiled.createCaller({});
  const results = [
    caller.hello("a"),
    caller.later.hello("b"),
    caller.later.more.hello("c"),
    caller.later.shout({ text: "d" }),
  ];
  expect(await Promise.all(results)).toEqual(["hello a", "hello b", "hello c", "D"]);
  await expect(caller.later.hello(5 as never)).rejects.toMatchObject({ name: "TRPCError", code: "BAD_REQUEST" });
});

test.each([undefined, {}, { input: 1 }])(
  "called like a function of the client, with %j, it explains itself as before",
  async (opts) => {
    const compiled = procedureAt(compileRouter(router(basic)), "plain");
    const expected = await procedureAt(router(basic), "plain")(opts).catch(String);
    expect(await Promise.resolve(compiled(opts)).catch(String)).toBe(expected);
  },
);
