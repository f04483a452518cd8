import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import fc from "fast-check";
import { describeValue } from "../describe-value.ts";
import type { Chain } from "./chain.ts";
import { unordered } from "./steps.ts";
import type { Trace } from "./trace.ts";
import { raise } from "./trace.ts";

/** How a procedure is called. */
export interface CallSpec {
  readonly raw: unknown;
  readonly rawFails: boolean;
  readonly input: "absent" | "given";
  readonly ctx: keyof typeof contexts;
  readonly batchIndex: number;
  readonly signal: "none" | "open" | "aborted";
}

class Session {
  user = "cy";
}

const contexts = {
  plain: () => ({ user: "ann" }),
  empty: () => ({}),
  undefined: () => undefined,
  null: () => null,
  text: () => "ab",
  class: () => new Session(),
  frozen: () => Object.freeze({ user: "frozen" }),
  bare: () => Object.assign(Object.create(null), { user: "bare" }) as object,
};

const raws = [undefined, null, "no", 5, [1], {}, { a: 1 }, { a: 1, b: "x" }, { b: "x", c: 1 }, { a: "wrong" }];

export const callSpecs: fc.Arbitrary<CallSpec> = fc.record({
  raw: fc.constantFrom<unknown[]>(...raws),
  rawFails: fc.oneof({ arbitrary: fc.constant(false), weight: 12 }, { arbitrary: fc.boolean(), weight: 1 }),
  input: fc.oneof(
    { arbitrary: fc.constant("absent" as const), weight: 8 },
    { arbitrary: fc.constant("given" as const), weight: 1 },
  ),
  ctx: fc.oneof(
    { arbitrary: fc.constant("plain" as const), weight: 3 },
    { arbitrary: fc.constantFrom(...(Object.keys(contexts) as "plain"[])), weight: 1 },
  ),
  batchIndex: fc.nat(3),
  signal: fc.constantFrom("none", "open", "aborted"),
});

type Procedure = (opts: object) => Promise<unknown>;

/** Calls the procedure once and tells everything about it that could be seen from outside and from inside. */
export async function runChain(
  router: AnyTRPCRouter,
  { chain, call, trace }: { chain: Chain; call: CallSpec; trace: Trace },
) {
  const procedure = (router._def.procedures as Record<string, AnyTRPCProcedure>)["built"] as unknown as Procedure;
  trace.seen.length = 0;
  trace.thrown.length = 0;
  const outcome = await settle(() => procedure(callOptions(chain, call, trace)), trace);
  // What a middleware did not wait for has its time to end, too.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const ordered = !JSON.stringify(chain)
    .match(/"name":"(.*?)"/g)
    ?.some((name) => unordered.has(name.slice(8, -1)));
  return { outcome, seen: ordered ? trace.seen.slice() : trace.seen.toSorted() };
}

function callOptions({ type }: Chain, call: CallSpec, trace: Trace): object {
  const signals = { none: undefined, open: new AbortController().signal, aborted: AbortSignal.abort() };
  const getRawInput = async () => {
    trace.seen.push("raw input is read");
    return call.rawFails ? raise(trace, new Error("the body is no JSON")) : structuredClone(call.raw);
  };
  const signal = signals[call.signal];
  const given = call.input === "given" ? { input: { given: true } } : {};
  return { ...given, ctx: contexts[call.ctx](), getRawInput, path: "built", type, signal, batchIndex: call.batchIndex };
}

async function settle(run: () => Promise<unknown>, { thrown }: Trace): Promise<string> {
  try {
    const value = await run();
    return `resolved ${describeValue(isStream(value) ? await drain(value, thrown) : value)}`;
  } catch (error) {
    return `rejected ${describeError(error, thrown)}`;
  }
}

async function drain(stream: AsyncIterable<unknown>, thrown: readonly unknown[]): Promise<unknown[]> {
  const values: unknown[] = [];
  try {
    for await (const value of stream) values.push(value);
  } catch (error) {
    values.push(`failed ${describeError(error, thrown)}`);
  }
  return values;
}

/** Also whether it is the very error that was thrown inside, and what a formatter attached to it. */
function describeError(error: unknown, thrown: readonly unknown[]): string {
  const attached =
    error instanceof Error ? Object.getOwnPropertySymbols(error).map((key) => Reflect.get(error, key) as unknown) : [];
  const inherited = error instanceof Error && error.cause instanceof Error && error.stack === error.cause.stack;
  return describeValue({ error, attached, inherited, index: thrown.indexOf(error) });
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
