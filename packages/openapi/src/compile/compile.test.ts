import { lazy } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type RestSpec, RestSetupError, compileOperations } from "../index.ts";
import { t } from "../serve.fixture.ts";

const Id = z.object({ id: z.string() });
const p = t.procedure;
const meta = (route: string, spec: Partial<RestSpec> = {}) => p.meta({ rest: { route, ...spec } });

async function faultsOf(routes: Parameters<typeof t.router>[0], options = {}): Promise<readonly string[]> {
  try {
    await compileOperations(t.router(routes), options);
  } catch (error) {
    if (error instanceof RestSetupError) return error.faults;
    throw error;
  }
  return [];
}

describe("the convention", () => {
  test("maps names to routes", async () => {
    const Thing = Id.extend({ name: z.string() });
    const { operations, skipped } = await compileOperations(
      t.router({
        apiKeys: {
          list: p
            .input(z.object({ limit: z.number().optional() }))
            .output(z.array(Thing))
            .query(() => []),
          get: p
            .input(Id)
            .output(Thing)
            .query(() => null as never),
          create: p
            .input(Thing.omit({ id: true }))
            .output(Thing)
            .mutation(() => null as never),
          update: p.input(Thing).mutation(() => 1),
          replace: p.input(Thing).mutation(() => 1),
          delete: p.input(Id).mutation(() => 1),
          rotateSecret: p
            .input(Id)
            .output(z.void())
            .mutation(() => {}),
          search: p.input(z.object({ filter: z.object({ a: z.string() }) })).query(() => 1),
          deepSearch: p.input(z.object({ filter: z.object({ a: z.array(z.object({})) }) })).query(() => 1),
          HTMLExport: p.query(() => 1),
        },
        me: {
          get: p.query(() => 1),
          byId: p.input(z.object({ id: z.string().optional() })).query(() => 1),
          update: p.input(z.object({ name: z.string() })).mutation(() => 1),
        },
        odd: {
          list: p.mutation(() => 1),
          remove: p.input(Id.extend({ why: z.array(z.object({})) })).mutation(() => 1),
        },
        list: p.query(() => 1),
        hidden: p.meta({ rest: false }).query(() => 1),
        feed: p.subscription(async function* () {}),
        upload: p.input(z.instanceof(FormData)).mutation(() => 1),
        parse: p.input((value: unknown) => value as string).mutation(() => 1),
      }),
    );

    expect(
      operations.map(({ path, method, route, status, operationId }) => [
        path,
        `${method} ${route}`,
        status,
        operationId,
      ]),
    ).toEqual([
      ["apiKeys.list", "GET /api-keys", 200, "apiKeysList"],
      ["apiKeys.get", "GET /api-keys/{id}", 200, "apiKeysGet"],
      ["apiKeys.create", "POST /api-keys", 201, "apiKeysCreate"],
      ["apiKeys.update", "PATCH /api-keys/{id}", 200, "apiKeysUpdate"],
      ["apiKeys.replace", "PUT /api-keys/{id}", 200, "apiKeysReplace"],
      ["apiKeys.delete", "DELETE /api-keys/{id}", 204, "apiKeysDelete"],
      ["apiKeys.rotateSecret", "POST /api-keys/rotate-secret", 204, "apiKeysRotateSecret"],
      ["apiKeys.search", "GET /api-keys/search", 200, "apiKeysSearch"],
      ["apiKeys.deepSearch", "POST /api-keys/deep-search", 200, "apiKeysDeepSearch"],
      ["apiKeys.HTMLExport", "GET /api-keys/html-export", 200, "apiKeysHTMLExport"],
      ["me.get", "GET /me/get", 200, "meGet"],
      ["me.byId", "GET /me/by-id", 200, "meById"],
      ["me.update", "POST /me/update", 200, "meUpdate"],
      ["odd.list", "POST /odd/list", 200, "oddList"],
      ["odd.remove", "POST /odd/remove", 200, "oddRemove"],
      ["list", "GET /list", 200, "list"],
      ["feed", "GET /feed", 200, "feed"],
    ]);
    expect(operations[2]?.locationKey).toBe("id");
    expect(skipped).toEqual([
      { path: "hidden", reason: "rest: false" },
      { path: "upload", reason: "input: a custom schema has no JSON form; give it one with .meta({ type: … })" },
      { path: "parse", reason: "its input is not a zod 4 schema" },
    ]);
  });

  test("finds procedures in lazy routers, in order", async () => {
    const inner = t.router({ deep: lazy(async () => t.router({ last: p.query(() => 1) })), mid: p.query(() => 1) });
    const { operations } = await compileOperations(
      t.router({ first: p.query(() => 1), slow: lazy(async () => inner) }),
    );

    expect(operations.map(({ route }) => route)).toEqual(["/first", "/slow/mid", "/slow/deep/last"]);
  });
});

describe("faults", () => {
  test("are all told at once", async () => {
    const faults = await faultsOf({
      a: meta("GET /u/{id}")
        .input(Id)
        .query(() => 1),
      b: meta("GET /u/{name}")
        .input(z.object({ name: z.string() }))
        .query(() => 1),
      c: meta("GET /c", { operationId: "a" }).query(() => 1),
      d: meta("GET /d/{missing}/{deep}")
        .input(z.object({ deep: z.object({}) }))
        .query(() => 1),
      e: meta("GET /e")
        .input(z.object({ deep: z.array(z.object({})) }))
        .query(() => 1),
      f: meta("GET /f")
        .input(z.array(z.string()))
        .query(() => 1),
      g: meta("GET /g").mutation(() => 1),
      h: meta("PUT /h").query(() => 1),
      i: meta("POST /i", { status: 201, etag: "body" }).subscription(async function* () {}),
      j: meta("POST /j")
        .input(z.file())
        .mutation(() => 1),
      k: meta("POST /k")
        .output(z.map(z.date(), z.string()))
        .mutation(() => new Map()),
      l: meta("POST /l")
        .output(z.map(z.object({}), z.string()))
        .mutation(() => new Map()),
      m: meta("GET /m", { event: z.string() }).query(() => 1),
      o: meta("GET /o", { idempotency: "supported", bodyLimit: -1 }).query(() => 1),
      n: meta("PUT /n/{id}")
        .input(z.union([Id, Id.extend({ more: z.string() })]))
        .mutation(() => 1),
    });

    expect(faults).toEqual([
      "d: path parameter {missing} is not an input key",
      "d: path parameter {deep} is not a scalar in the input",
      "e: input key deep does not fit in a query string",
      "f: the input is not an object, so that GET cannot carry it",
      "g: a mutation cannot be a GET",
      "h: a query cannot be a PUT",
      "i: a subscription cannot be a POST",
      "i: a subscription has no status",
      "i: a subscription has no etag",
      "j: input: a file has no JSON form; make the input a formInput()",
      "l: output: the keys of a Map must be scalars",
      "m: only a subscription has events",
      "o: bodyLimit -1 is not a number of bytes",
      "o: only a mutation has an Idempotency-Key",
      "n: path parameter {id} needs an input that is one object, not a choice or a list: nest that, and name its key as the body",
      "a, b: the same route, GET /u/{id} and GET /u/{name}",
      "a, c: the same operationId, a",
    ]);
  });

  test.each([
    ["FETCH /x", "FETCH is not one of GET, POST, PUT, PATCH, DELETE"],
    ["", "an empty text is not one of GET, POST, PUT, PATCH, DELETE"],
    ["GET x", "a route is a method, one space and a path: GET /users/{id}"],
    ["GET  /x", "a route is a method, one space and a path: GET /users/{id}"],
    [
      "GET /a/{id}.json",
      'segment "{id}.json" is neither plain text (letters, digits and -._~) nor one whole {parameter}',
    ],
    ["GET /a//b", 'segment "" is neither plain text (letters, digits and -._~) nor one whole {parameter}'],
    ["GET /a/../b", 'segment ".." is neither plain text (letters, digits and -._~) nor one whole {parameter}'],
    ["GET /a/*", 'segment "*" is neither plain text (letters, digits and -._~) nor one whole {parameter}'],
    ["GET /{id}/{id}", "path parameter {id} appears twice"],
  ])("the route %s", async (route, fault) => {
    expect(
      await faultsOf({
        x: meta(route)
          .input(Id)
          .query(() => 1),
      }),
    ).toEqual([`x: ${fault}`]);
  });

  test.each<[string, Partial<RestSpec>, string]>([
    ["GET /x/{id}", { in: { id: "header:X" } }, "id is read from two places"],
    ["POST /x", { in: { nope: "query" } }, '"in" names nope, which is not an input key'],
    ["POST /x", { in: { list: "header:X" } }, "list is read from a header but is not a scalar"],
    ["POST /x", { in: { id: "trailer:X" as "query" } }, '"in" reads id from trailer, which is no source'],
    ["POST /x", { body: "nope" }, '"body" names nope, which is not an input key'],
    ["POST /x/{id}", { body: "id" }, "id is read from two places"],
    ["POST /x", { paginate: true }, "only a GET has pages"],
    ["POST /x", { location: () => "/" }, "location needs status 201"],
    ["POST /x", { deprecated: { since: "soon" } }, "soon is not a date"],
    ["GET /x", { body: "id" }, "a GET request has no body"],
    ["GET /x", { paginate: true }, "paginate needs an input key cursor"],
  ])("%s %o", async (route, spec, fault) => {
    const input = Id.extend({ list: z.array(z.string()).optional() });
    const procedure = meta(route, spec).input(input);
    expect(
      await faultsOf({ x: route.startsWith("GET") ? procedure.query(() => 1) : procedure.mutation(() => 1) }),
    ).toContain(`x: ${fault}`);
  });

  test("a body that is no object needs a name when the path has parameters", async () => {
    const input = z.union([Id, z.array(z.string())]);
    expect(
      await faultsOf({
        x: meta("POST /x")
          .input(input)
          .mutation(() => 1),
      }),
    ).toEqual([]);
    expect(
      await faultsOf({
        x: meta("POST /x", { body: "id" })
          .input(input)
          .mutation(() => 1),
      }),
    ).toEqual(['x: "body" names id, which is not an input key']);
  });

  test("a missing output is a fault when strict", async () => {
    const routes = { a: p.query(() => 1), b: p.output(z.number()).query(() => 1) };
    expect(await faultsOf(routes, { strict: true })).toEqual(["a: it has no output schema"]);
    expect(await faultsOf(routes)).toEqual([]);
  });

  test("what is not a router is refused", async () => {
    await expect(compileOperations({} as never)).rejects.toThrow("not a tRPC v11 router");
    const broken = t.router({ a: p.query(() => 1) });
    delete (broken._def.procedures as Record<string, any>)["a"]._def.inputs;
    await expect(compileOperations(broken)).rejects.toThrow("This version of @trpc/server keeps a in a form");
  });
});
