import { TRPCError } from "@trpc/server";
import { describeValue } from "../describe-value.ts";
import { raise } from "./trace.ts";
import type { StepOptions, StepResult, Trace } from "./trace.ts";

type Act = (opts: StepOptions, trace: Trace) => unknown;

const marker = "middlewareMarker";
const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
/** The changes are made anew each time, since later steps change them. */
const nextWith =
  (make: () => unknown): Act =>
  ({ next }) =>
    next(make());

/** Middlewares that say something to the next one. */
const saying: Record<string, Act> = {
  next: ({ next }) => next(),
  "next with undefined": nextWith(() => undefined),
  "next with null": nextWith(() => null),
  "next with nothing": nextWith(() => ({})),
  "next with a text": nextWith(() => "a text"),
  "next with a list": nextWith(() => ["a"]),
  "adds to ctx": nextWith(() => ({ ctx: { added: 1 } })),
  "overrides in ctx": ({ ctx, next }) => next({ ctx: { user: `was ${describeValue(record(ctx)["user"])}` } }),
  "empty ctx": nextWith(() => ({ ctx: {} })),
  "null ctx": nextWith(() => ({ ctx: null })),
  "text as ctx": nextWith(() => ({ ctx: "ab" })),
  "undefined in ctx": nextWith(() => ({ ctx: { user: undefined } })),
  "class as ctx": nextWith(() => ({ ctx: new Date(0) })),
  "getter in ctx": ({ next }, { seen }) =>
    next({
      ctx: {
        get lazy() {
          seen.push("a getter ran");
          return 1;
        },
      },
    }),
  "symbol in ctx": nextWith(() => ({ ctx: { [Symbol.for("own")]: 1 } })),
  "proto in ctx": nextWith(() => ({ ctx: JSON.parse('{"__proto__":{"polluted":1}}') })),
  "replaces input": nextWith(() => ({ input: { a: 5, replaced: true } })),
  "undefined as input": nextWith(() => ({ input: undefined })),
  "inherited input": nextWith(() => Object.create({ input: "inherited" })),
  "adds to input": ({ input, next }) => next({ input: { ...record(input), more: 1 } }),
  "mutates input": ({ input, next }) => (
    typeof input === "object" && Object.assign(input ?? {}, { mutated: 1 }),
    next()
  ),
  "mutates ctx": ({ ctx, next }) => (typeof ctx === "object" && Object.assign(ctx ?? {}, { mutated: 1 }), next()),
  "replaces raw input": nextWith(() => ({ getRawInput: async () => ({ a: 7, raw: "replaced" }) })),
  "raw input that rejects": ({ next }, trace) =>
    next({ getRawInput: async () => raise(trace, new Error("no raw input")) }),
  "raw input that throws": ({ next }, trace) =>
    next({ getRawInput: () => raise(trace, new Error("no raw input, at once")) }),
  "raw input that is no promise": nextWith(() => ({ getRawInput: () => ({ a: 8 }) })),
  "undefined raw input": nextWith(() => ({ getRawInput: undefined })),
  everything: nextWith(() => ({
    ctx: { all: 1 },
    input: { a: 1 },
    getRawInput: async () => ({ a: 2 }),
    path: "ignored",
    meta: 1,
  })),
  "reads raw input": async ({ getRawInput, next }, { seen }) => (
    seen.push(`raw ${describeValue(await getRawInput())}`),
    next()
  ),
  waits: async ({ next }) => (await new Promise((resolve) => setImmediate(resolve)), next()),
};

/** Middlewares that do something with the result of the rest. */
const hearing: Record<string, Act> = {
  "sees the result": async ({ next }, { seen }) => {
    const result = await next();
    seen.push(`result ${describeValue(Object.entries(result ?? {}).toSorted())}`);
    return result;
  },
  "changes data": async ({ next }) => {
    const result = await next();
    return result?.ok ? { ...result, data: { changed: result.data } } : result;
  },
  "changes data in place": async ({ next }) => {
    const result = await next();
    return result?.ok ? Object.assign(result, { data: "in place" }) : result;
  },
  catches: async ({ next }) => {
    const result = await next();
    return result?.ok === false ? { marker, ok: true, data: `caught ${describeValue(result.error)}` } : result;
  },
  "changes the error": async ({ next }) => {
    const result = await next();
    return result?.ok === false
      ? { ...result, error: new TRPCError({ code: "CONFLICT", cause: result.error }) }
      : result;
  },
  "returns a plain error": async () => ({ marker, ok: false, error: new Error("plain, in a result") }),
  "throws the error": async ({ next }, trace) => {
    const result = await next();
    if (result?.ok === false) raise(trace, result.error);
    return result;
  },
  "throws after next": async ({ next }, trace) => (await next(), raise(trace, new Error("after next"))),
  "calls next twice": async ({ next }) => [await next({ ctx: { turn: 1 } }), await next({ ctx: { turn: 2 } })][1],
  "calls next at once twice": async ({ next }) =>
    (await Promise.all([next({ ctx: { turn: 1 } }), next({ ctx: { turn: 2 } })]))[0],
  "does not wait": ({ next }) => (void next(), { marker, ok: true, data: "did not wait" }),
  "returns early": async () => ({ marker, ok: true, data: { early: 1 } }),
  "returns early, not async": () => ({ marker, ok: true, data: "at once" }),
  "returns without marker": async () => ({ ok: true, data: "unmarked" }),
  "forgets next": async () => {},
  "returns null": async () => null,
  "returns a text": async () => "a text",
  "returns an empty object": async () => ({}),
  "returns a thenable": ({ next }) => ({
    // oxlint-disable-next-line unicorn/no-thenable -- strangers' promises
    then: (resolve: (result: unknown) => void, reject: (error: unknown) => void) => void next().then(resolve, reject),
  }),
  "forgets the result": async ({ next }) => void (await next()),
};

/** Middlewares that throw. */
const throwing: Record<string, unknown> = {
  "throws a tRPC error": () => new TRPCError({ code: "FORBIDDEN", message: "not you" }),
  "throws an error": () => new TypeError("plain", { cause: new Error("deeper") }),
  "throws a text": () => "a text",
  "throws undefined": () => undefined,
  "throws null": () => null,
  "throws an object": () => ({ message: "an object", own: 1 }),
  "throws a function": () => () => {},
  "throws a twin": () => Object.assign(new Error("a twin"), { name: "TRPCError", code: "CONFLICT" }),
};

const throwers = Object.entries(throwing as Record<string, () => unknown>).flatMap(([name, make]): [string, Act][] => [
  [name, (_opts, trace) => raise(trace, make())],
  [`${name}, later`, async (_opts, trace) => raise(trace, make())],
]);

export const middlewareActs: Record<string, Act> = { ...saying, ...hearing, ...Object.fromEntries(throwers) };

/** Middlewares as they stand in an application, for what is read from their text. */
export const bareMiddlewares: Record<string, (trace: Trace) => Act> = {
  "hands on":
    () =>
    ({ next }) =>
      next(),
  "hands on ctx":
    () =>
    ({ ctx, next }) =>
      next({ ctx: { bare: describeValue(ctx) } }),
  "hands on from a block":
    () =>
    ({ input, next }) => {
      if (input === undefined) return next({ input: { a: 9 } });
      return next();
    },
  "hands on by its options": () => (opts) => opts.next(),
  "hands on what it has listened to":
    ({ seen }) =>
    ({ next }) => {
      const result = next();
      void result.then((heard) => seen.push(`heard ${describeValue(heard?.ok)}`));
      return result;
    },
  "hands on what it changes later":
    () =>
    ({ next }) => {
      const result = next();
      void result.then((heard) => heard?.ok && Object.assign(heard, { data: "changed later" }));
      return result;
    },
  "hands on one of two":
    () =>
    ({ next }) => (void next(), next()),
};

/** Where steps may run at the same time, their order is not compared. */
export const unordered = new Set(["calls next at once twice", "does not wait", "hands on one of two"]);

async function* letters(trace: Trace) {
  yield "a";
  yield "b";
  raise(trace, new TRPCError({ code: "BAD_GATEWAY", message: "in the middle of a stream" }));
}

export const resolverActs: Record<string, Act> = {
  input: ({ input }) => input,
  ctx: async ({ ctx }) => ({ ctx }),
  object: () => ({ a: 1, b: "x" }),
  undefined: () => undefined,
  null: async () => null,
  list: () => [1, "2"],
  "a stream": (_opts, trace) => letters(trace),
  "a promise of a promise": async () => ({ inside: Promise.resolve(1) }),
  "what looks like a result": () => ({ marker, ok: false, error: "not one" }) satisfies StepResult,
  "raw input": async ({ getRawInput }) => getRawInput(),
  ...Object.fromEntries(throwers),
};
