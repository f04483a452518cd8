import { expect, test } from "vitest";
import { z } from "zod";
import { compileJsonProcedures } from "./json-procedures.ts";
import { rest } from "./rest.ts";
import { t } from "./serve.fixture.ts";

const Item = z.object({ id: z.bigint(), at: z.date() }).meta({ id: "Item" });
const all = () => true;

test("a procedure reads and writes JSON, whatever its method", async () => {
  const procedure = t.procedure.input(Item).output(z.set(Item));
  const router = t.router({ echo: rest(procedure, "POST /echo").query(({ input }) => new Set([input])) });
  const json = { id: "1", at: "2026-01-02T03:04:05.000Z" };

  const { procedures } = await compileJsonProcedures(router, all);
  const input = procedures[0]?.read(json);
  const call = { path: "echo", type: "query", ctx: {}, signal: new AbortController().signal, batchIndex: 0 } as const;
  const output = await procedures[0]?.call({ ...call, getRawInput: () => Promise.resolve(input) });

  expect(input).toEqual({ id: 1n, at: new Date(json.at) });
  expect(procedures[0]?.write(output)).toBe(JSON.stringify([json]));
  expect(procedures[0]?.operation).toMatchObject({ method: "POST", route: "/echo" });
});

test("a schema holds what it refers to, and what only OpenAPI knows is left out", async () => {
  const Circle = z.object({ kind: z.literal("circle"), centre: Item }).meta({ id: "Circle" });
  const Square = z.object({ kind: z.literal("square") }).meta({ id: "Square" });
  const Shape = z.discriminatedUnion("kind", [Circle, Square]).meta({ id: "Shape" });
  const router = t.router({ shape: t.procedure.output(Shape).query(() => ({ kind: "square" as const })) });

  const { procedures } = await compileJsonProcedures(router, all);

  expect(procedures[0]?.output).toMatchObject({
    oneOf: [{ $ref: "#/$defs/Circle" }, { $ref: "#/$defs/Square" }],
    $defs: { Circle: { properties: { centre: { $ref: "#/$defs/Item" } } }, Item: { type: "object" }, Square: {} },
  });
  expect(JSON.stringify(procedures[0]?.output)).not.toContain("discriminator");
});

test("a property may be called discriminator", async () => {
  const Named = z.object({ discriminator: z.object({ propertyName: z.string() }), oneOf: z.string() });
  const router = t.router({ named: t.procedure.input(Named).query(() => 1) });

  const { procedures } = await compileJsonProcedures(router, all);

  expect(procedures[0]?.input?.["properties"]).toHaveProperty("discriminator.properties.propertyName");
});

test("chained inputs are one object, or all of them where they are no objects", async () => {
  const router = t.router({
    both: t.procedure
      .input(z.object({ a: z.string() }))
      .input(z.intersection(Item, z.object({ b: z.string().optional() })))
      .query(() => 1),
    odd: t.procedure
      .input(z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]))
      .input(z.object({ c: z.string() }))
      .query(() => 1),
  });

  const { procedures } = await compileJsonProcedures(router, all);

  expect(procedures[0]?.input).toMatchObject({ type: "object", required: ["a", "id", "at"] });
  expect(procedures[1]?.input).toMatchObject({
    allOf: [{ anyOf: [{ required: ["a"] }, { required: ["b"] }] }, { required: ["c"] }],
  });
});

test("what is nested too deeply is refused", async () => {
  const List = z.object({
    at: z.date(),
    get next() {
      return List.optional();
    },
  });
  const router = t.router({ list: t.procedure.input(List).query(() => 1) });
  const { procedures } = await compileJsonProcedures(router, all);
  const deep = JSON.parse(`${'{"next":'.repeat(100_000)}{}${"}".repeat(100_000)}`) as unknown;

  expect(() => procedures[0]?.read(deep)).toThrow("nested too deeply");
});

test("only what is chosen is looked at, and what has no JSON form is told", async () => {
  const chosen = t.procedure.meta({ rest: { tags: ["tool"] } });
  const router = t.router({
    feed: chosen.subscription(async function* () {}),
    upload: chosen.input(z.file()).mutation(() => 1),
    other: t.procedure.input(z.file()).mutation(() => 1),
  });

  const { procedures, faults } = await compileJsonProcedures(router, (meta) => meta !== undefined);

  expect(procedures).toEqual([]);
  expect(faults).toEqual([
    "feed: a subscription is no function",
    "upload: input: a file has no JSON form; make the input a formInput()",
  ]);
});
