import * as v from "valibot";
import { z } from "zod";
import type { Trace } from "./trace.ts";
import { raise } from "./trace.ts";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function standard(validate: (value: unknown) => unknown) {
  return { "~standard": { version: 1, vendor: "test", validate } };
}

/** Validators by name; they see and change objects such as `{ a: 1, b: "x" }`. Built anew each time, since some keep state. */
export const parsers: Record<string, (trace: Trace) => unknown> = {
  any: () => z.any(),
  "needs a": () => z.object({ a: z.number() }),
  "needs b": () => z.object({ b: z.string() }),
  loose: () => z.looseObject({}),
  strict: () => z.strictObject({ a: z.number() }),
  optional: () => z.object({ a: z.number() }).optional(),
  default: () => z.object({ c: z.string().default("c") }).default({ c: "whole" }),
  transform: () => z.any().transform((value: unknown) => ({ transformed: value })),
  "to list": () => z.any().transform((value: unknown) => [value]),
  "to undefined": () => z.any().transform(() => undefined),
  "async refine": () => z.any().refine(async (value) => value !== "no"),
  "async transform": () => z.any().transform(async (value: unknown) => ({ later: value })),
  "fails always": () => z.never(),
  traced: ({ seen }) => z.any().transform((value: unknown) => (seen.push("a parser ran"), value)),
  "throws inside": (trace) => z.any().transform(() => raise(trace, new RangeError("inside a transform"))),
  valibot: () => v.looseObject({ a: v.number() }),
  "valibot async": () =>
    v.pipeAsync(
      v.any(),
      v.checkAsync(async (value) => value !== "no"),
    ),
  function: () => (value: unknown) => (isObject(value) ? { ...value, f: true } : value),
  "function that throws": (trace) => () => raise(trace, "a text"),
  "function that rejects": (trace) => async () => raise(trace, new TypeError("rejected")),
  "function that returns nothing": () => () => {},
  parse: () => ({ extra: 1, parse: (value: unknown) => ({ parsed: value }) }),
  "parse with this": () => ({
    own: "mine",
    parse(this: { own: string }) {
      return { own: this.own };
    },
  }),
  "parseAsync only": () => ({ parseAsync: async (value: unknown) => ({ async: value }) }),
  "parse falls back": () => ({
    parse: () => {
      throw new Error("only async");
    },
    parseAsync: async (value: unknown) => ({ fallback: value }),
  }),
  create: () => ({ create: (value: unknown) => ({ created: value }) }),
  validateSync: () => ({ validateSync: (value: unknown) => value }),
  assert: () => ({
    assert: (value: unknown) => {
      if (value === null) throw new TypeError("null is refused");
    },
  }),
  "callable with assert": () =>
    Object.assign(() => "never called", { assert: (value: unknown) => ({ asserted: value }) }),
  standard: () => standard((value) => ({ value: { standard: value } })),
  "standard async": () => standard(async (value) => ({ value })),
  "standard with issues": () => standard(() => ({ issues: [{ message: "no good" }] })),
  "standard that throws": (trace) => standard(() => raise(trace, new Error("a schema fails"))),
  "callable standard": () =>
    Object.assign(
      () => "never called",
      standard((value) => ({ value: { callable: value } })),
    ),
  thenable: () => (value: unknown) => Promise.resolve({ resolved: value }),
};
