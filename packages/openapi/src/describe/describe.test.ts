import { expect, test } from "vitest";
import { z } from "zod";
import { rest } from "../rest.ts";
import { t } from "../serve.fixture.ts";
import { describeProcedures } from "./describe.ts";

const none = (): never => null as never;

/** How an input is described. */
async function inputOf(schema: z.ZodType): Promise<unknown> {
  const { procedures } = await describeProcedures(t.router({ x: t.procedure.input(schema).mutation(none) }));
  return procedures[0]?.inputs[0];
}

test.each<[string, z.ZodType, object]>([
  ["a date with its bounds", z.date().min(new Date(0)), { "x-type": "date", "x-minimum": "1970-01-01T00:00:00.000Z" }],
  ["a bigint below another", z.bigint().lt(9n), { "x-type": "bigint", "x-maximum": "8" }],
  ["a literal bigint", z.literal(1n), { "x-type": "bigint", enum: ["1"] }],
  ["a Set with its size", z.set(z.string()).min(1).max(3), { "x-type": "set", minItems: 1, maxItems: 3 }],
  ["a Set of one size", z.set(z.string()).size(2), { minItems: 2, maxItems: 2 }],
  ["a Map", z.map(z.string(), z.date()), { "x-type": "map", additionalProperties: { "x-type": "date" } }],
  ["patterns with their flags", z.string().regex(/^a/i), { "x-patterns": ["/^a/i"] }],
  [
    "refinements, inside and out",
    z
      .string()
      .refine(() => true)
      .optional()
      .refine(() => true),
    { "x-rules": 2 },
  ],
  [
    "what is checked after a transform",
    z.string().transform(Number).pipe(z.int()),
    { "x-then": [{ type: "integer" }] },
  ],
  [
    "what happens on the way",
    z.string().trim().min(1).toLowerCase(),
    { "x-steps": ["trim", "min_length", "toLowerCase"] },
  ],
  ["what is coerced", z.preprocess(String, z.coerce.number()), { type: "number", "x-steps": ["preprocess", "coerce"] }],
  ["options of a format", z.jwt({ alg: "RS256" }), { "x-options": { alg: "RS256" } }],
  ["words for true", z.stringbool({ truthy: ["j"], falsy: ["n"] }), { "x-words": { j: true, n: false } }],
  ["the keys of a Map", z.map(z.date(), z.string()), { "x-keys": { "x-type": "date" } }],
  ["the steps of a bigint", z.int64().multipleOf(4n), { "x-multiples": ["4"], "x-maximum": "9223372036854775807" }],
  [
    "a default that is no JSON",
    z.set(z.date()).default(new Set([new Date(0)])),
    { "x-default": "Set [Date 1970-01-01T00:00:00.000Z]" },
  ],
  ["a property", z.any().check(z.property("length", z.int())), { "x-property": { length: [{ type: "integer" }] } }],
  ["a key that may not be undefined", z.exactOptional(z.string()), { "x-exact": true }],
  ["a computed default", z.date().default(() => new Date()), { "x-default": "computed" }],
  ["what no schema describes", z.custom(), { "x-opaque": "custom" }],
  [
    "undefined",
    z.union([z.string(), z.undefined()]),
    { anyOf: [{ type: "string" }, { not: {} }], "x-undefined": true },
  ],
])("%s", async (_, schema, json) => {
  expect(await inputOf(schema)).toMatchObject(json);
});

test("every procedure is described, with REST or without", async () => {
  const Id = z.object({ id: z.string(), note: z.string().optional(), match: z.string() });
  const { procedures, schemas } = await describeProcedures(
    t.router({
      save: rest(t.procedure.input(Id).output(z.void()), "PUT /x/{id}", {
        in: { match: "header:If-Match" },
        body: "note",
      }).mutation(none),
      hidden: t.procedure
        .meta({ rest: false })
        .input(z.void())
        .output(Id.meta({ id: "Id" }).optional())
        .query(none),
      live: t.procedure
        .meta({ rest: { event: z.number() } })
        .input(Id.partial().optional())
        .subscription(none as never),
      vague: t.procedure.subscription(none as never),
    }),
  );

  expect(procedures).toMatchObject([
    { path: "save", output: undefined, places: { id: "path", note: "whole-body", match: "header:If-Match" } },
    { path: "hidden", type: "query", inputs: [], output: { $ref: expect.any(String) }, isOutputOptional: true },
    {
      path: "live",
      type: "subscription",
      isInputOptional: true,
      output: { type: "number" },
      operation: { method: "GET" },
    },
    { path: "vague", output: {} },
  ]);
  expect(Object.keys(schemas)).toEqual(["Id"]);
});
