import { initTRPC } from "@trpc/server";
import fc from "fast-check";
import superjson, { SuperJSON, type SuperJSONResult } from "superjson";
import { expect, test } from "vitest";
import { fasterSuperjson } from "../src/superjson.ts";

const faster = fasterSuperjson(superjson);

const wire = (value: unknown) => JSON.parse(JSON.stringify(value) ?? "null") as unknown;

/** What goes over the wire, or what is thrown. */
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

test("a value goes over the wire as superjson would send it", () => {
  fc.assert(
    fc.property(value, (output) => {
      expect(outcome(() => faster.serialize(output))).toStrictEqual(outcome(() => superjson.serialize(output)));
    }),
    { numRuns: 2000 },
  );
});

test("dates are revived where they were", () => {
  const output = { items: [{ createdAt: new Date(0), tags: ["a"], author: { createdAt: new Date(1) } }], next: null };
  expect(superjson.deserialize(wire(faster.serialize(output)) as SuperJSONResult)).toEqual(output);
});

test("what was sent is read as superjson reads it", () => {
  fc.assert(
    fc.property(value, (input) => {
      const sending = outcome(() => superjson.serialize(input));
      fc.pre(typeof sending === "object");
      const sent = () => structuredClone(sending) as SuperJSONResult;
      expect(faster.deserialize(sent())).toStrictEqual(superjson.deserialize(sent()));
    }),
  );
});

test("what nobody sends is refused in superjson's words", () => {
  for (const sent of [
    null,
    undefined,
    1,
    "text",
    {},
    { json: 1, meta: null },
    { json: 1, meta: { values: [["Dat"]] } },
  ]) {
    expect(outcome(() => faster.deserialize(sent as never))).toStrictEqual(
      outcome(() => superjson.deserialize(sent as never)),
    );
  }
});

test("an instance keeps what it was made with", () => {
  const own = new SuperJSON({ dedupe: true });
  const shared = { at: new Date(0) };
  const { serialize } = initTRPC.create({ transformer: fasterSuperjson(own) })._config.transformer.output;
  expect(outcome(() => serialize([shared, shared]))).toStrictEqual(outcome(() => own.serialize([shared, shared])));
});

test("what refers to itself is left to superjson", () => {
  const output: Record<string, unknown> = { a: 1 };
  output["self"] = output;
  expect(outcome(() => faster.serialize(output))).toStrictEqual(outcome(() => superjson.serialize(output)));
});

class Point {
  x = 1;
}
class Stamp extends Date {
  override toJSON(): string {
    return "a stamp";
  }
}
class Points extends Array<number> {}
const hidden = Object.defineProperty({ a: new Date(0) }, "toJSON", { value: () => "hidden" });
const named = Object.assign([1], { at: new Date(0) });
const strange = [
  new Point(),
  { point: new Point() },
  { toJSON: () => 1 },
  Object.prototype,
  new Stamp(0),
  [new Stamp(0)],
  { at: Object.assign(new Date(0), { toJSON: () => "own" }) },
  Points.of(1),
  { points: Points.of(1) },
  Object.assign([1], { toJSON: () => "list" }),
  hidden,
  named,
  // oxlint-disable-next-line unicorn/no-new-array -- holes
  { holes: new Array(3) },
  Object.assign(Object.create(null), { at: new Date(0) }),
];

test("instances of classes, and objects with their own JSON, are left to superjson", () => {
  for (const output of strange) {
    expect(outcome(() => faster.serialize(output))).toStrictEqual(outcome(() => superjson.serialize(output)));
  }
});
