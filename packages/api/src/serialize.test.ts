import fc from "fast-check";
import superjson from "superjson";
import { expect, test } from "vitest";
import { serialize } from "./serialize.ts";

const wire = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

function outcome(run: () => unknown): unknown {
  try {
    return wire(run());
  } catch (error) {
    return String(error);
  }
}

const key = fc.oneof(
  { arbitrary: fc.constantFrom("id", "items", "createdAt", "0"), weight: 6 },
  fc.constantFrom("a.b", "a\\b", "__proto__", "constructor", "prototype", ""),
  fc.string(),
);
const leaf = fc.oneof(
  { arbitrary: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.date()), weight: 8 },
  fc.oneof(fc.double(), fc.constantFrom(-0, NaN, Infinity), fc.constant(undefined), fc.bigInt()),
  fc.constantFrom(
    new Date(NaN),
    new Map([["a", new Date(0)]]),
    new Set([1]),
    /x/g,
    new URL("https://a.b"),
    new Error("no"),
  ),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value")),
    fc.dictionary(key, tie("value")),
    // The same object in two places.
    tie("value").map((shared) => ({ first: shared, second: [shared] })),
  ),
}));

test("an output goes over the wire as superjson would send it", () => {
  fc.assert(
    fc.property(value, (output) => {
      expect(outcome(() => serialize(output))).toEqual(outcome(() => superjson.serialize(output)));
    }),
    { numRuns: 2000 },
  );
});

test("dates are revived where they were", () => {
  const output = { items: [{ createdAt: new Date(0), tags: ["a"], author: { createdAt: new Date(1) } }], next: null };
  expect(superjson.deserialize(wire(serialize(output)) as never)).toEqual(output);
});

test("what refers to itself is left to superjson", () => {
  const output: Record<string, unknown> = { a: 1 };
  output["self"] = output;
  expect(outcome(() => serialize(output))).toEqual(outcome(() => superjson.serialize(output)));
});

class Point {
  x = 1;
}

test("instances of classes, and objects with their own JSON, are left to superjson", () => {
  for (const output of [new Point(), { point: new Point() }, { toJSON: () => 1 }, Object.prototype]) {
    expect(outcome(() => serialize(output))).toEqual(outcome(() => superjson.serialize(output)));
  }
});
