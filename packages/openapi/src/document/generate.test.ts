import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type DocumentOptions, type Json, RestSetupError, generateDocument, rest } from "../index.ts";
import { t } from "../serve.fixture.ts";

const p = t.procedure;
const none = (): never => null as never;
const info = { title: "T", version: "1" };
const document = async (routes: Parameters<typeof t.router>[0], options: Partial<DocumentOptions> = {}): Promise<any> =>
  generateDocument({ router: t.router(routes), info, ...options });

/** The JSON Schema of an output, and the components beside it. */
async function schemaOf(schema: z.ZodType, io: "in" | "out" = "out"): Promise<{ json: Json; components: Json }> {
  const made = await document({ x: io === "out" ? p.output(schema).mutation(none) : p.input(schema).mutation(none) });
  const { requestBody, responses } = made.paths["/x"].post;
  const { Problem: _, ...components } = made.components.schemas;
  return { json: (io === "out" ? responses[200] : requestBody).content["application/json"].schema, components };
}

const Address = z.object({ zip: z.string().default("0") }).meta({ id: "Address" });
const User = z.object({ id: z.uuid(), address: Address }).meta({ id: "User" });
const Tag = z.object({ name: z.string() }).meta({ id: "Tag" });

describe("schemas", () => {
  test.each<[string, z.ZodType, Json]>([
    ["date", z.date(), { type: "string", format: "date-time" }],
    ["nullable date", z.date().nullable(), { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] }],
    ["bigint", z.bigint(), { type: "string", format: "int64", pattern: "^-?\\d+$" }],
    ["bigint literal", z.literal([1n, 2n]), { type: "string", enum: ["1", "2"] }],
    ["set", z.set(z.date()), { type: "array", uniqueItems: true, items: { type: "string", format: "date-time" } }],
    [
      "map",
      z.map(z.number(), z.set(z.bigint())),
      {
        type: "object",
        additionalProperties: {
          type: "array",
          uniqueItems: true,
          items: { type: "string", format: "int64", pattern: "^-?\\d+$" },
        },
      },
    ],
    [
      "custom with meta",
      z.custom<string>().meta({ type: "string", format: "color" }),
      { type: "string", format: "color" },
    ],
    ["any", z.any(), {}],
    ["transform", z.string().transform(Number), {}],
    ["transform piped", z.string().transform(Number).pipe(z.number()), { type: "number" }],
    ["case-blind pattern", z.string().regex(/^a/i).regex(/b$/), { type: "string", allOf: [{ pattern: "b$" }] }],
    ["only a case-blind pattern", z.string().regex(/^a/i).min(1), { type: "string", minLength: 1 }],
    ["made-up format", z.string().includes("x"), { type: "string", pattern: "x" }],
    [
      "open object",
      z.object({ a: z.string() }),
      { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
    ],
    [
      "strict object",
      z.strictObject({ a: z.string() }),
      { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
    ],
    [
      "default that moves",
      z.object({
        at: z.date().default(() => new Date()),
        id: z.string().default(() => crypto.randomUUID()),
        n: z.number().default(1),
      }),
      {
        type: "object",
        properties: {
          at: { type: "string", format: "date-time" },
          id: { type: "string" },
          n: { type: "number", default: 1 },
        },
        required: ["at", "id", "n"],
      },
    ],
  ])("%s", async (_, schema, json) => {
    expect((await schemaOf(schema)).json).toEqual(json);
  });

  test("a named schema is written once; one that reads differently going in has two forms, and so has what holds it", async () => {
    const made = await document({
      x: p
        .input(z.object({ user: User, tag: Tag }))
        .output(z.object({ user: User, tag: Tag }))
        .mutation(none),
    });

    expect(Object.keys(made.components.schemas)).toEqual([
      "Address",
      "AddressInput",
      "Tag",
      "User",
      "UserInput",
      "Problem",
    ]);
    expect(made.components.schemas.UserInput.properties.address).toEqual({ $ref: "#/components/schemas/AddressInput" });
    expect(made.components.schemas.Address.required).toEqual(["zip"]);
    expect(made.components.schemas.AddressInput.required).toBeUndefined();
    expect(made.paths["/x"].post.requestBody.content["application/json"].schema.properties).toEqual({
      user: { $ref: "#/components/schemas/UserInput" },
      tag: { $ref: "#/components/schemas/Tag" },
    });
  });

  test("a schema used only in requests keeps its name, and one that nobody uses is left out", async () => {
    z.object({ unused: z.string() }).meta({ id: "Unused" });
    const { components } = await schemaOf(Address, "in");
    expect(Object.keys(components)).toEqual(["Address"]);
  });

  test("sets and maps keep the references inside them", async () => {
    const { json, components } = await schemaOf(z.object({ tags: z.set(Tag), byName: z.map(z.string(), Tag) }));

    expect(json["properties"]).toEqual({
      tags: { type: "array", uniqueItems: true, items: { $ref: "#/components/schemas/Tag" } },
      byName: { type: "object", additionalProperties: { $ref: "#/components/schemas/Tag" } },
    });
    expect(Object.keys(components)).toEqual(["Tag"]);
  });

  test("recursion becomes a component, named or not", async () => {
    const Tree = z.object({
      get kids() {
        return z.array(Tree);
      },
    });
    const Named = z
      .object({
        get kids() {
          return z.set(Named);
        },
      })
      .meta({ id: "Named" });

    expect(await schemaOf(Tree)).toMatchObject({
      json: { $ref: "#/components/schemas/schema0" },
      components: { schema0: { type: "object" } },
    });
    expect((await schemaOf(Named)).components["Named"].properties.kids.items).toEqual({
      $ref: "#/components/schemas/Named",
    });
  });

  test("a discriminated union of named schemas has its mapping; one with an unnamed option has none", async () => {
    const Cat = z.object({ kind: z.literal("cat"), home: Address }).meta({ id: "Cat" });
    const Dog = z.object({ kind: z.enum(["dog", "wolf"]) }).meta({ id: "Dog" });
    const Pet = z.discriminatedUnion("kind", [Cat, Dog]);
    const made = await document({ x: p.input(Pet).output(Pet).mutation(none) });

    expect(made.paths["/x"].post.requestBody.content["application/json"].schema).toEqual({
      oneOf: [{ $ref: "#/components/schemas/CatInput" }, { $ref: "#/components/schemas/Dog" }],
      discriminator: {
        propertyName: "kind",
        mapping: {
          cat: "#/components/schemas/CatInput",
          dog: "#/components/schemas/Dog",
          wolf: "#/components/schemas/Dog",
        },
      },
    });
    const open = await schemaOf(z.discriminatedUnion("kind", [Cat, z.object({ kind: z.literal("fish") })]));
    expect(open.json["discriminator"]).toBeUndefined();
  });
});

describe("an operation", () => {
  test("has its parameters, and a body without them", async () => {
    const input = z.object({
      id: z.uuid().describe("Which one"),
      ifMatch: z.number().optional(),
      dry: z.boolean().optional(),
      theme: z.string().optional(),
      name: z.string(),
    });
    const { paths } = await document({
      x: rest(p.input(input.meta({ id: "Patch" })), "PATCH /things/{id}", {
        in: { ifMatch: "header:If-Match", dry: "query", theme: "cookie:theme" },
        examples: {
          rename: { summary: "Rename it", request: { name: "x" }, response: { ok: true } },
          bare: { request: { name: "y" } },
        },
      }).mutation(none),
    });
    const { parameters, requestBody, responses } = paths["/things/{id}"].patch;

    expect(parameters).toMatchObject([
      { name: "id", in: "path", required: true, description: "Which one", schema: { type: "string", format: "uuid" } },
      { name: "If-Match", in: "header", schema: { type: "string" } },
      { name: "dry", in: "query", schema: { type: "boolean" } },
      { name: "theme", in: "cookie", schema: { type: "string" } },
    ]);
    expect(requestBody).toEqual({
      required: true,
      content: {
        "application/json": {
          schema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
          examples: { rename: { summary: "Rename it", value: { name: "x" } }, bare: { value: { name: "y" } } },
        },
      },
    });
    expect(responses[200].content["application/json"].examples).toEqual({
      rename: { summary: "Rename it", value: { ok: true } },
    });
    expect(Object.keys(responses)).toEqual(["200", "400", "412", "413", "415", "default"]);
  });

  test("has query parameters of every style, and no body for what has none left", async () => {
    const { paths } = await document({
      list: rest(
        p.input(
          z.object({
            q: z.string(),
            tags: z.array(z.string()).optional(),
            filter: z.object({ a: z.string() }).optional(),
          }),
        ),
        "GET /x",
      ).query(none),
      act: rest(p.input(z.object({ id: z.string() })), "POST /x/{id}/act").mutation(none),
      whole: rest(p.input(z.array(z.string()).optional()), "POST /whole").mutation(none),
      key: rest(p.input(z.object({ id: z.string(), data: Tag, loud: z.boolean() })), "PUT /x/{id}", {
        body: "data",
      }).mutation(none),
      both: rest(
        p.input(z.object({ a: z.string() })).input(z.object({ b: z.string() }).and(z.object({ c: z.string() }))),
        "POST /both",
      ).mutation(none),
      none: rest(p, "POST /none").mutation(none),
    });

    expect(paths["/x"].get.parameters).toEqual([
      { name: "q", in: "query", required: true, schema: { type: "string" } },
      { name: "tags", in: "query", schema: { type: "array", items: { type: "string" } } },
      {
        name: "filter",
        in: "query",
        style: "deepObject",
        explode: true,
        schema: { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
      },
    ]);
    expect(paths["/x/{id}/act"].post.requestBody).toBeUndefined();
    expect(paths["/whole"].post.requestBody).toEqual({
      content: { "application/json": { schema: { type: "array", items: { type: "string" } } } },
    });
    expect(paths["/x/{id}"].put.requestBody).toEqual({
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Tag" } } },
    });
    expect(paths["/x/{id}"].put.parameters.map(({ name, in: place }: Json) => [name, place])).toEqual([
      ["id", "path"],
      ["loud", "query"],
    ]);
    expect(paths["/both"].post.requestBody.content["application/json"].schema).toMatchObject({
      required: ["a", "b", "c"],
    });
    expect(Object.keys(paths["/none"].post.responses)).toEqual(["200", "default"]);
  });

  test("tells its successes and their headers", async () => {
    const { paths } = await document({
      create: rest(p.output(User), "POST /users", { status: 201 }).mutation(none),
      get: rest(p.input(z.object({ id: z.string() })).output(User), "GET /users/{id}", { etag: "body" }).query(none),
      list: rest(
        p.input(z.object({ cursor: z.string().optional() })).output(z.object({ nextCursor: z.string() })),
        "GET /users",
        { paginate: true },
      ).query(none),
      drop: rest(p.output(z.void()), "DELETE /users").mutation(none),
      maybe: rest(p.output(User.optional()), "GET /maybe").query(none),
    });

    expect(Object.keys(paths["/users"].post.responses["201"].headers)).toEqual(["Location"]);
    expect(Object.keys(paths["/users/{id}"].get.responses)).toEqual(["200", "304", "400", "default"]);
    expect(Object.keys(paths["/users/{id}"].get.responses["200"].headers)).toEqual(["ETag"]);
    expect(Object.keys(paths["/users"].get.responses["200"].headers)).toEqual(["Link"]);
    expect(paths["/users"].delete.responses["204"]).toEqual({ description: "No Content" });
    expect(Object.keys(paths["/maybe"].get.responses)).toEqual(["200", "204", "default"]);
  });

  test("tells its failures by status, with the codes of the registry", async () => {
    const { paths, components } = await document(
      {
        x: rest(p.input(z.object({ q: z.string() })), "GET /x", {
          errors: ["POST_NOT_FOUND", "GONE", "CONFLICT", 429, "BAD_REQUEST"],
        }).query(none),
      },
      { errors: { POST_NOT_FOUND: { status: 404, message: "No such post" }, GONE: { status: 404 } } },
    );
    const { responses } = paths["/x"].get;

    expect(Object.keys(responses)).toEqual(["200", "400", "404", "409", "429", "default"]);
    expect(responses[404].description).toBe("Not Found\n- `POST_NOT_FOUND`: No such post\n- `GONE`");
    expect(responses[409].content["application/problem+json"].schema).toEqual({ $ref: "#/components/schemas/Problem" });
    expect(responses[429]).toEqual({ $ref: "#/components/responses/Problem429" });
    expect(Object.keys(components.responses)).toEqual(["Problem429", "Problem"]);
    expect(components.responses.Problem429.headers).toHaveProperty("Retry-After");
  });

  test("says which headers it heeds and sends, and what any operation may answer", async () => {
    const version = z.object({ version: z.number(), note: z.string() });
    const { paths, components } = await document(
      {
        create: rest(t.procedure, "POST /x", { idempotency: "supported" }).mutation(none),
        must: rest(t.procedure, "POST /y", { idempotency: "required" }).mutation(none),
        change: rest(t.procedure.input(version), "PUT /x", { in: { version: "header:If-Match" } }).mutation(none),
        live: rest(t.procedure, "GET /live", { event: z.string() }).subscription(none as never),
      },
      { responseHeaders: { "X-Request-Id": { schema: { type: "string" } } }, commonErrors: [429] },
    );
    const shared = { "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" } };

    expect(paths["/x"]!.post.parameters).toMatchObject([{ name: "Idempotency-Key", in: "header" }]);
    expect(paths["/y"]!.post.parameters).toMatchObject([{ name: "Idempotency-Key", required: true }]);
    expect(Object.keys(paths["/x"]!.post.responses)).toEqual(["200", "400", "409", "422", "429", "default"]);
    expect(paths["/x"]!.post.responses[200].headers).toMatchObject({ "Idempotency-Replayed": {}, ...shared });
    expect(Object.keys(paths["/x"]!.put.responses)).toEqual(expect.arrayContaining(["412", "428"]));
    expect(paths["/live"]!.get.responses[200].headers).toEqual(shared);
    expect(components.headers).toEqual({ "X-Request-Id": { schema: { type: "string" } } });
    expect(components.responses.Problem429.headers).toMatchObject({ ...shared, "Retry-After": {} });
  });

  test("shows its failures by the registry's examples, each written once", async () => {
    const missing = { status: 404, message: "No such post", example: { code: "MISSING" } };
    const invalid = { status: 400, isImplied: true, example: { code: "INVALID" } };
    const unused = { status: 400, example: { code: "UNUSED" } };
    const { paths, components } = await document(
      {
        x: rest(p.input(z.object({ q: z.string() })), "GET /x", { errors: ["MISSING", "SILENT"] }).query(none),
        y: rest(p, "GET /y", { errors: ["MISSING"] }).query(none),
      },
      { errors: { MISSING: missing, INVALID: invalid, UNUSED: unused, SILENT: { status: 404 } } },
    );

    const shown = (response: any) => response.content["application/problem+json"].examples;
    const ref = { MISSING: { $ref: "#/components/examples/MISSING" } };
    expect([shown(paths["/x"].get.responses[404]), shown(paths["/y"].get.responses[404])]).toEqual([ref, ref]);
    expect(shown(components.responses.Problem400)).toEqual({ INVALID: { $ref: "#/components/examples/INVALID" } });
    expect(components.examples).toEqual({
      MISSING: { summary: "No such post", value: { code: "MISSING" } },
      INVALID: { value: { code: "INVALID" } },
    });
  });

  test("says that signing in is optional, as an alternative to nothing", async () => {
    const routes = { x: rest(p, "GET /x", { security: "optional" }).query(none) };

    const secured = await document(routes, { securitySchemes: { key: { type: "apiKey" }, bearer: { type: "http" } } });
    const open = await document(routes);

    expect(secured.paths["/x"].get.security).toEqual([{}, { key: [] }, { bearer: [] }]);
    expect(secured.paths["/x"].get.responses).toHaveProperty("401");
    expect(open.paths["/x"].get.responses).not.toHaveProperty("401");
  });

  test("says who may call it, what it is about and that it will end", async () => {
    const { paths, security, components, tags, servers } = await document(
      {
        open: rest(p, "GET /open", {
          security: null,
          summary: "Open",
          description: "**Yes**",
          tags: ["b"],
          operationId: "openIt",
        }).query(none),
        key: rest(p, "GET /key", { security: ["key"], deprecated: true }).query(none),
        a: { b: { any: p.query(none) } },
      },
      {
        securitySchemes: { key: { type: "apiKey" }, bearer: { type: "http" } },
        tags: [{ name: "b" }],
        servers: [{ url: "https://x.test/", description: "it" }],
        basePath: "/api/",
      },
    );

    expect(security).toEqual([{ key: [] }, { bearer: [] }]);
    expect(paths["/open"].get).toMatchObject({
      security: [],
      summary: "Open",
      description: "**Yes**",
      tags: ["b"],
      operationId: "openIt",
    });
    expect(paths["/open"].get.responses[401]).toBeUndefined();
    expect(paths["/key"].get).toMatchObject({ security: [{ key: [] }], deprecated: true, responses: { 401: {} } });
    expect(paths["/a/b/any"].get).toMatchObject({
      summary: "a.b.any",
      tags: ["a"],
      operationId: "aBAny",
      responses: { 401: {} },
    });
    expect(paths["/a/b/any"].get.security).toBeUndefined();
    expect([Object.keys(components.securitySchemes), tags]).toEqual([["key", "bearer"], [{ name: "b" }]]);
    expect(servers).toEqual([{ url: "https://x.test/api", description: "it" }]);
  });
});

describe("the document", () => {
  const routes = {
    users: {
      list: p.output(z.array(User)).query(none),
      create: p.input(User).output(User).mutation(none),
      get: p
        .input(z.object({ id: z.string() }))
        .output(User)
        .query(none),
    },
  };

  test("is the same bytes twice, and has no dangling reference", async () => {
    const [first, second] = [JSON.stringify(await document(routes)), JSON.stringify(await document(routes))];
    const made = JSON.parse(first);

    expect(first).toBe(second);
    expect(made.openapi).toBe("3.1.1");
    expect(made.servers).toEqual([{ url: "/" }]);
    for (const [, path] of first.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      expect([path, path!.split("/").reduce((at: any, key) => at?.[key], made)]).not.toContain(undefined);
    }
    expect(first).not.toMatch(/__shared|x-twin|root:|~standard|\$schema|"\$id"/);
  });

  test("may describe problems in the product's own words", async () => {
    const made = await document(routes, { failures: { schema: { type: "object", title: "Mine" } } });
    expect(made.components.schemas.Problem).toEqual({ type: "object", title: "Mine" });
  });

  test.each<[string, Parameters<typeof t.router>[0], Partial<DocumentOptions>, string]>([
    [
      "unknown error code",
      { x: rest(p, "GET /x", { errors: ["NOPE"] }).query(none) },
      {},
      "x: NOPE is not a known error code",
    ],
    [
      "unknown scheme",
      { x: rest(p, "GET /x", { security: ["nope"] }).query(none) },
      {},
      "x: nope is not a security scheme",
    ],
    [
      "a schema named Problem",
      { x: p.output(z.object({ a: z.string() }).meta({ id: "Problem" })).query(none) },
      {},
      "a schema is named Problem, which is the name of the failures",
    ],
    [
      "one name for two schemas",
      {
        x: p.input(z.object({ a: z.object({ b: z.string() }).meta({ id: "Two" }) })).mutation(none),
        y: p.input(z.object({ a: z.object({}).meta({ id: "Two" }) })).mutation(none),
      },
      {},
      'Duplicate schema id "Two" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.',
    ],
    [
      "a name that the bridge needs",
      {
        x: p
          .input(z.object({ a: Address, b: z.object({}).meta({ id: "AddressInput" }) }))
          .output(Address)
          .mutation(none),
      },
      {},
      "Two schemas want the name AddressInput: rename the one that has it by .meta({ id })",
    ],
    ["no output, when strict", { x: p.query(none) }, { strict: true }, "x: it has no output schema"],
  ])("refuses %s", async (...[, bad, options, fault]) => {
    const made = document(bad, options);
    await expect(made).rejects.toThrow(RestSetupError);
    await expect(made).rejects.toMatchObject({ faults: [fault] });
  });

  test("refuses a nameless schema that holds itself in a set", async () => {
    const Loop = z.object({
      get kids() {
        return z.set(Loop);
      },
    });
    await expect(document({ x: p.output(Loop).query(none) })).rejects.toThrow("needs a name");
  });
});
