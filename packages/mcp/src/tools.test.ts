import { AjvJsonSchemaValidator } from "@modelcontextprotocol/server/validators/ajv";
import { lazy } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { McpSetupError } from "./index.ts";
import { Every, router, t, tool } from "./router.fixture.ts";
import { type Tool, compileTools } from "./tools.ts";

const Id = z.object({ id: z.string() });

async function definition(name: string): Promise<Tool["definition"]> {
  const tools = await compileTools(router);
  return tools.find((candidate) => candidate.definition.name === name)!.definition;
}

async function faultsOf(routes: Parameters<typeof t.router>[0]): Promise<readonly string[]> {
  const error: unknown = await compileTools(t.router(routes)).catch((caught: unknown) => caught);
  return error instanceof McpSetupError ? error.faults : [];
}

test("procedures that opt in are tools, named by their paths, in the router's order", async () => {
  const tools = await compileTools(router);

  expect(tools.map(({ definition: { name } }) => name)).toEqual([
    "kinds_every",
    "kinds_tree",
    "kinds_union",
    "kinds_scalar",
    "kinds_list",
    "kinds_nothing",
    "kinds_optional",
    "kinds_filter",
    "kinds_maybe",
    "kinds_chained",
    "kinds_unsaid",
    "kinds_keys",
    "things_get",
    "things_create",
    "things_replace",
    "touch",
    "slow_wait",
    "who",
  ]);
});

test("title and description are those of REST, unless the tool has its own", async () => {
  expect(await definition("things_get")).toMatchObject({
    title: "Read a thing",
    description: "Read a thing. By its id.",
  });
  expect(await definition("touch")).toMatchObject({ title: "Touch", description: "Touches it." });
  expect(await definition("who")).not.toHaveProperty("description");
});

test("annotations follow from the type and the REST method, unless the tool has its own", async () => {
  const annotations = async (name: string) => (await definition(name)).annotations;

  expect(await annotations("things_get")).toEqual({ readOnlyHint: true, openWorldHint: false });
  expect(await annotations("things_create")).toEqual({
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: false,
  });
  expect(await annotations("things_replace")).toMatchObject({ destructiveHint: true, idempotentHint: true });
  expect(await annotations("touch")).toMatchObject({ destructiveHint: false, openWorldHint: true });
});

test("every schema is valid JSON Schema 2020-12 on its own, and an object", async () => {
  const validator = new AjvJsonSchemaValidator();
  const schemas = (await compileTools(router)).flatMap(({ definition: { inputSchema, outputSchema } }) => [
    inputSchema,
    ...(outputSchema ? [outputSchema] : []),
  ]);

  expect(schemas.length).toBeGreaterThan(25);
  for (const schema of schemas) {
    expect(schema.type).toBe("object");
    expect(() => validator.getValidator(schema as never)).not.toThrow();
    expect(JSON.stringify(schema)).not.toMatch(/components|discriminator"|"x-/);
  }
});

test("a schema takes what its tool takes, and refuses the rest", async () => {
  const check = async (name: string, value: unknown) =>
    new AjvJsonSchemaValidator().getValidator((await definition(name)).inputSchema as never)(value).valid;
  const at = "2026-01-02T03:04:05Z";
  const tree = { name: "a", planted: at, children: [{ name: "b", planted: at, children: [] }] };

  expect(await check("kinds_every", { at, big: "1", tags: ["a"], days: { x: at } })).toBe(true);
  expect(await check("kinds_every", { at, big: 1, tags: ["a"], days: {} })).toBe(false);
  expect(await check("kinds_tree", tree)).toBe(true);
  expect(await check("kinds_tree", { ...tree, children: [{}] })).toBe(false);
  expect(await check("kinds_union", { input: { kind: "square", side: "4" } })).toBe(true);
  expect(await check("kinds_union", { input: { kind: "square", radius: 4 } })).toBe(false);
  expect(await check("kinds_chained", { id: "a", at })).toBe(true);
  expect(await check("kinds_chained", { id: "a" })).toBe(false);
  expect(await check("kinds_nothing", {})).toBe(true);
  expect(await check("kinds_optional", {})).toBe(true);
  expect(await check("kinds_optional", { input: {} })).toBe(false);
});

test("recursive schemas keep their definitions beside them", async () => {
  const { inputSchema, outputSchema } = await definition("kinds_list");

  expect(inputSchema).toEqual({ type: "object", properties: {}, additionalProperties: false });
  expect(outputSchema).toMatchObject({
    properties: { output: { type: "array", items: { $ref: "#/$defs/Tree" } } },
    required: ["output"],
    $defs: { Tree: { properties: { children: { items: { $ref: "#/$defs/Tree" } } } } },
  });
});

test("what reads differently than it writes has a schema for each", async () => {
  const Draft = z.object({ title: z.string().default("Untitled") }).meta({ id: "Draft" });
  const [draft] = await compileTools(
    t.router({
      draft: tool
        .input(Draft)
        .output(Draft)
        .query(({ input }) => input),
    }),
  );

  expect(draft?.definition.inputSchema).not.toHaveProperty("required");
  expect(draft?.definition.outputSchema).toMatchObject({ required: ["title"] });
});

test("procedures of lazy routers are tools", async () => {
  const inner = t.router({ who: tool.query(() => 1) });
  const tools = await compileTools(t.router({ slow: lazy(() => Promise.resolve(inner)) }));

  expect(tools.map(({ procedure }) => procedure.path)).toEqual(["slow.who"]);
});

test("a procedure that REST leaves out can be a tool", async () => {
  const [hidden] = await compileTools(t.router({ hidden: tool.meta({ rest: false }).mutation(() => 1) }));

  expect(hidden?.definition).toMatchObject({
    name: "hidden",
    annotations: { destructiveHint: true, idempotentHint: false },
  });
});

test("all faults are told at once", async () => {
  const named = (name: string) => t.procedure.meta({ mcp: { name } });

  const procedures = await faultsOf({
    feed: tool.subscription(async function* () {}),
    upload: tool.input(z.instanceof(FormData)).mutation(() => 1),
    blob: tool.output(z.custom<Blob>()).query(() => new Blob()),
    parse: tool.input((value: unknown) => String(value)).query(() => 1),
    print: tool.output((value: unknown) => String(value)).query(() => "1"),
    fine: tool.input(Every).query(() => 1),
  });
  const names = await faultsOf({
    a: named("x.y").query(() => 1),
    b: named("same").query(() => 1),
    c: named("same").query(() => 1),
    long: t.router({ ["n".repeat(70)]: tool.input(Id).query(() => 1) }),
  });

  expect(procedures).toEqual([
    "feed: a subscription is no function",
    "upload: input: a custom schema has no JSON form; give it one with .meta({ type: … })",
    "blob: output: a custom schema has no JSON form; give it one with .meta({ type: … })",
    "parse: its input is not a zod 4 schema",
    "print: its output is not a zod 4 schema",
  ]);
  expect(names).toEqual([
    "a: the name x.y is not 1 to 64 letters, digits, _ and -",
    `long.${"n".repeat(70)}: the name long_${"n".repeat(70)} is not 1 to 64 letters, digits, _ and -`,
    "b, c: the same name, same",
  ]);
});
