import type { AnyTRPCProcedure, TRPCProcedureType } from "@trpc/server";
import fc from "fast-check";
import { createRoot, plainRoot } from "../reference/root.ts";
import { parsers } from "./parsers.ts";
import { bareMiddlewares, middlewareActs, resolverActs } from "./steps.ts";
import { see } from "./trace.ts";
import type { StepOptions, Trace } from "./trace.ts";

export type Step =
  | { readonly kind: "input" | "output" | "use" | "bare" | "piped" | "errors"; readonly name: string }
  | { readonly kind: "meta"; readonly name: string }
  | { readonly kind: "concat"; readonly steps: readonly Step[] };

/** A procedure as data, so that it can be built twice: once for each way to call it. */
export interface Chain {
  readonly steps: readonly Step[];
  readonly resolver: string;
  readonly type: TRPCProcedureType;
  /** Whether it is called by a function of its own: an `experimental_caller`. */
  readonly caller: boolean;
}

interface Builder {
  input(parser: unknown): Builder;
  output(parser: unknown): Builder;
  use(middleware: unknown): Builder;
  meta(meta: unknown): Builder;
  errors(format: unknown): Builder;
  concat(builder: Builder): Builder;
  experimental_caller(call: unknown): Builder;
  query(resolver: unknown): AnyTRPCProcedure;
  mutation(resolver: unknown): AnyTRPCProcedure;
  subscription(resolver: unknown): AnyTRPCProcedure;
}

const { procedure, middleware, router } = createRoot(plainRoot);
const start = procedure as unknown as Builder;

/** The formatters of single procedures. */
const formats: Record<string, (opts: { shape: object; error: Error }) => unknown> = {
  all: ({ shape, error }) => ({ ...shape, message: `formatted ${error.message}` }),
  none: () => undefined,
  some: ({ shape, error }) => (error.message.includes("a") ? { ...shape, data: null } : undefined),
  throws: () => {
    throw new Error("a formatter throws");
  },
};

const names = (record: object) => fc.constantFrom(...Object.keys(record));
const stepsOf = (maxLength: number, step: fc.Arbitrary<Step>) => fc.array(step, { maxLength });

const simpleStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant("use" as const), name: names(middlewareActs) }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constant("bare" as const), name: names(bareMiddlewares) }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant("input" as const), name: names(parsers) }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant("output" as const), name: names(parsers) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("piped" as const), name: names(middlewareActs) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("errors" as const), name: names(formats) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("meta" as const), name: fc.constantFrom("x", "y") }), weight: 1 },
);

const step = fc.oneof(
  { arbitrary: simpleStep, weight: 12 },
  { arbitrary: fc.record({ kind: fc.constant("concat" as const), steps: stepsOf(4, simpleStep) }), weight: 1 },
);

export const chains: fc.Arbitrary<Chain> = fc.record({
  steps: stepsOf(7, step),
  resolver: names(resolverActs),
  type: fc.constantFrom("query", "mutation", "subscription"),
  caller: fc.oneof({ arbitrary: fc.constant(false), weight: 12 }, { arbitrary: fc.boolean(), weight: 1 }),
});

/** The procedure in a router of its own, whose steps write into the trace. */
export function buildRouter({ steps, resolver, type, caller }: Chain, trace: Trace) {
  const outputs = new Map<string, unknown>();
  const act = (acts: typeof resolverActs, name: string, who: string) => (opts: StepOptions) => {
    see(trace, `${who} ${name}`, opts);
    return acts[name]?.(opts, trace);
  };
  const add = (builder: Builder, one: Step): Builder => {
    switch (one.kind) {
      case "input":
        return builder.input(parsers[one.name]?.(trace));
      case "output": {
        // A procedure has one output parser; the same one may come twice.
        if (outputs.size === 0) outputs.set(one.name, parsers[one.name]?.(trace));
        return builder.output([...outputs.values()][0]);
      }
      case "use":
        return builder.use(act(middlewareActs, one.name, "middleware"));
      case "bare":
        return builder.use(bareMiddlewares[one.name]?.(trace));
      case "piped": {
        const first = middleware(act(middlewareActs, "adds to ctx", "first") as never);
        return builder.use(first.unstable_pipe(act(middlewareActs, one.name, "second") as never));
      }
      case "errors":
        return builder.errors(formats[one.name]);
      case "meta":
        return builder.meta({ [one.name]: true });
      case "concat":
        return builder.concat(one.steps.reduce(add, start));
    }
  };
  const chain = steps.reduce(add, start);
  const call = ({ args, invoke }: { args: unknown[]; invoke: (opts: unknown) => unknown }) => (
    trace.seen.push("the caller calls"),
    invoke(args[0])
  );
  const built = (caller ? chain.experimental_caller(call) : chain)[type](act(resolverActs, resolver, "resolver"));
  return router({ built });
}
