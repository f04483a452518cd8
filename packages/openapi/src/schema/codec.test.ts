import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseDate } from "./date.ts";
import { compileQuery } from "./query.ts";
import { compileText } from "./text.ts";
import { compileWire, isJson, needsReplacer } from "./wire.ts";

const dates = fc.date({
  min: new Date("0000-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
const toWire = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, item: unknown) =>
      typeof item === "bigint"
        ? String(item)
        : item instanceof Set
          ? [...item]
          : item instanceof Map
            ? Object.fromEntries(item)
            : item,
    ),
  );

describe("text", () => {
  test.each<[string, z.ZodType, fc.Arbitrary<unknown>]>([
    ["number", z.number(), fc.double({ noDefaultInfinity: true, noNaN: true })],
    ["int", z.int(), fc.maxSafeInteger()],
    ["boolean", z.boolean(), fc.boolean()],
    ["bigint", z.bigint(), fc.bigInt({ min: -(10n ** 900n), max: 10n ** 900n })],
    ["string", z.string(), fc.string()],
    ["enum", z.enum(["a", "b"]), fc.constantFrom("a", "b")],
    ["number enum", z.enum({ A: 1, B: 2 }), fc.constantFrom(1, 2)],
    ["literal", z.literal([1, true, null, 5n, "x"]), fc.constantFrom(1, true, null, 5n, "x")],
    [
      "number or word",
      z.union([z.number(), z.enum(["all", "none"])]),
      fc.oneof(fc.integer(), fc.constantFrom("all", "none")),
    ],
  ])("%s: what is written is read", (_, schema, values) => {
    const decode = compileText(schema)!;
    fc.assert(
      fc.property(values, (value) => {
        // Zero has one text for its two signs.
        expect(decode(String(value))).toEqual(Object.is(value, -0) ? 0 : value);
      }),
    );
  });

  test("an instant is read as it was written, whatever the year", () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseDate(date.toISOString())).toEqual(date);
      }),
    );
  });

  test("no text makes a decoder throw, and what is not understood stays as it was", () => {
    const schemas = [z.number(), z.boolean(), z.bigint(), z.date(), z.literal([1, 2]), z.union([z.number(), z.date()])];
    const decoders = schemas.map((schema) => compileText(schema)!);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const decode of decoders) {
          const value = decode(text);
          expect(value === text || typeof value !== "string").toBe(true);
        }
      }),
    );
  });

  test("what needs to be asynchronous to decide is passed over", () => {
    const schema = z.union([z.number().refine(async () => true), z.string()]);
    expect(compileText(schema)!("1")).toBe("1");
  });

  test("what is no scalar has no plan", () => {
    expect(
      [z.object({}), z.array(z.string()), z.custom(), z.union([z.string(), z.object({})])].map(compileText),
    ).toEqual([undefined, undefined, undefined, undefined]);
    expect(
      [
        z.array(z.object({})),
        z.object({ a: z.object({}) }),
        z.record(z.string(), z.array(z.string())),
        z.tuple([]),
        z.looseObject({}).catchall(z.object({})),
      ].map(compileQuery),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe("bodies", () => {
  const Item = z.object({ at: z.date(), n: z.bigint().nullable(), tags: z.set(z.string()).optional() });
  const Schema = z.object({
    items: z.array(Item),
    byKey: z.map(z.int(), Item),
    pair: z.tuple([z.date(), z.number()]),
    one: z.union([Item, z.string(), z.number()]),
    dict: z.record(z.string(), z.date()),
  });
  const item = fc.record({
    at: dates,
    n: fc.option(fc.bigInt()),
    tags: fc.uniqueArray(fc.string()).map((list) => new Set(list)),
  });
  const value = fc.record({
    items: fc.array(item),
    byKey: fc.array(fc.tuple(fc.integer(), item)).map((entries) => new Map(entries)),
    pair: fc.tuple(dates, fc.integer()),
    one: fc.oneof(item, fc.string(), fc.integer()),
    dict: fc.dictionary(fc.string(), dates),
  });

  test("what is written is read", () => {
    const decode = compileWire(Schema)!;
    fc.assert(
      fc.property(value, (given) => {
        expect(Schema.parse(decode(toWire(given)))).toEqual(Schema.parse(given));
      }),
    );
  });

  test("no JSON makes a plan throw or change what it was given", () => {
    const decode = compileWire(Schema)!;
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), value.map(toWire)), (given) => {
        const before = JSON.stringify(given);
        decode(given);
        expect(JSON.stringify(given)).toBe(before);
      }),
    );
  });

  test("a schema that is JSON already has no plan at all", () => {
    const plain = z.object({
      a: z.array(z.string()),
      b: z.record(z.string(), z.number()),
      c: z.lazy(() => z.boolean()),
    });
    expect([compileWire(plain), isJson(plain, "output"), needsReplacer(plain)]).toEqual([undefined, true, false]);
    expect([
      needsReplacer(z.date()),
      needsReplacer(z.set(z.string())),
      needsReplacer(z.any()),
      needsReplacer(z.string().transform(String)),
    ]).toEqual([false, true, true, true]);
  });

  test("a codec is read by the side that the client writes", () => {
    const codec = z.codec(z.iso.datetime(), z.date(), {
      decode: (text) => new Date(text),
      encode: (date) => date.toISOString(),
    });
    expect(compileWire(codec)).toBeUndefined();
  });
});
