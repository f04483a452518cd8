import { describe, expect, test } from "vitest";
import { z } from "zod";
import { rest } from "../index.ts";
import { serve, t } from "../serve.fixture.ts";

const Query = z.object({
  n: z.number().optional(),
  i: z.int().optional(),
  b: z.boolean().optional(),
  d: z.date().optional(),
  big: z.bigint().optional(),
  s: z.string().optional(),
  e: z.enum(["asc", "desc"]).optional(),
  l: z.literal([1, "two", true, null]).optional(),
  u: z.union([z.number(), z.literal("all")]).optional(),
  tags: z.array(z.string()).optional(),
  ids: z.set(z.number()).optional(),
  either: z.union([z.string(), z.array(z.string())]).optional(),
  filter: z.object({ status: z.string().optional(), min: z.number().optional() }).optional(),
  labels: z.record(z.string(), z.boolean()).optional(),
  page: z.number().default(1),
  coerced: z.coerce.boolean().optional(),
  piped: z.string().transform(Number).pipe(z.number()).optional(),
  before: z.preprocess((value) => value, z.number()).optional(),
});

const show = (input: unknown): string =>
  JSON.stringify(input, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value instanceof Set ? { set: [...value] } : value,
  );

const router = t.router({
  query: rest(t.procedure.input(Query).output(z.string()), "GET /q").query(({ input: { page, ...input } }) =>
    show(page === 1 ? input : { ...input, page }),
  ),
  strict: rest(t.procedure.input(z.strictObject({ a: z.string().optional() })), "GET /strict").query(
    ({ input }) => input,
  ),
  loose: rest(t.procedure.input(z.looseObject({})), "GET /loose").query(({ input }) => Object.entries(input)),
  rest: rest(t.procedure.input(z.object({ a: z.string().optional() }).catchall(z.number())), "GET /catchall").query(
    ({ input }) => input,
  ),
  optional: rest(t.procedure.input(z.object({ q: z.string() }).optional()), "GET /optional").query(({ input }) => ({
    input: input ?? "nothing",
  })),
  path: rest(
    t.procedure.input(z.object({ n: z.number(), d: z.date(), v: z.string().optional() })),
    "GET /p/{n}/{d}",
  ).query(({ input }) => input),
  chained: rest(
    t.procedure.input(z.object({ a: z.number() })).input(z.object({ b: z.date() }).and(z.object({ c: z.boolean() }))),
    "GET /chained",
  ).query(({ input }) => input),
});

describe("a query string", () => {
  test.each([
    ["n=12", { n: 12 }],
    ["n=-1.5e3", { n: -1500 }],
    ["i=0", { i: 0 }],
    ["b=true", { b: true }],
    ["b=false", { b: false }],
    ["d=2026-02-28T10:00:00Z", { d: "2026-02-28T10:00:00.000Z" }],
    ["d=2026-02-28T10:00:00.5%2B02:00", { d: "2026-02-28T08:00:00.500Z" }],
    ["d=2024-02-29", { d: "2024-02-29T00:00:00.000Z" }],
    ["big=12345678901234567890", { big: "12345678901234567890n" }],
    ["s=12", { s: "12" }],
    ["s=", { s: "" }],
    ["s", { s: "" }],
    ["s=a+b%2Bc", { s: "a b+c" }],
    ["s=%F0%9F%8C%B1", { s: "🌱" }],
    ["e=asc", { e: "asc" }],
    ["l=1&u=all", { l: 1, u: "all" }],
    ["l=two&u=7", { l: "two", u: 7 }],
    ["l=true", { l: true }],
    ["l=null", { l: null }],
    ["tags=a", { tags: ["a"] }],
    ["tags=a&tags=b", { tags: ["a", "b"] }],
    ["ids=1&ids=2", { ids: { set: [1, 2] } }],
    ["either=a", { either: "a" }],
    ["either=a&either=b", { either: ["a", "b"] }],
    ["filter[status]=open&filter[min]=3", { filter: { status: "open", min: 3 } }],
    ["filter%5Bmin%5D=3", { filter: { min: 3 } }],
    ["labels[x]=true&labels[y]=false", { labels: { x: true, y: false } }],
    ["page=2", { page: 2 }],
    ["coerced=false", { coerced: false }],
    ["piped=5", { piped: 5 }],
    ["before=5", { before: 5 }],
    ["&&", {}],
    ["unknown=1&unknown=2&__proto__=x&constructor=y&toString=z", {}],
    ["__proto__[polluted]=1", {}],
  ])("?%s", async (query, expected) => {
    await using server = await serve(router);
    const seen = await server.call(`GET /q?${query}`);

    expect([seen.status, JSON.parse(seen.json)]).toEqual([200, expected]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each([
    ["n=", "n", "invalid_type"],
    ["n=0x10", "n", "invalid_type"],
    ["n=1_0", "n", "invalid_type"],
    ["n=+1", "n", "invalid_type"],
    ["n=01", "n", "invalid_type"],
    ["n=1e999", "n", "invalid_type"],
    ["n=Infinity", "n", "invalid_type"],
    ["i=1.5", "i", "invalid_type"],
    ["b=1", "b", "invalid_type"],
    ["b=TRUE", "b", "invalid_type"],
    ["b=", "b", "invalid_type"],
    ["d=2026-02-30", "d", "invalid_type"],
    ["d=2025-02-29", "d", "invalid_type"],
    ["d=2026-04-31", "d", "invalid_type"],
    ["d=2026-13-01", "d", "invalid_type"],
    ["d=yesterday", "d", "invalid_type"],
    ["d=0", "d", "invalid_type"],
    ["d=2026-02-28T10:00:00", "d", "invalid_type"],
    ["d=2026-02-28T24:00:00Z", "d", "invalid_type"],
    ["big=1.5", "big", "invalid_type"],
    [`big=${"9".repeat(1001)}`, "big", "invalid_type"],
    ["e=up", "e", "invalid_value"],
    ["u=some", "u", "invalid_union"],
    ["n=1&n=2", "n", "duplicate"],
    ["filter[min]=x", "filter/min", "invalid_type"],
    ["filter[min]=1&filter[min]=2", "filter[min]", "duplicate"],
    ["filter=x", "filter", "invalid_type"],
    ["filter=x&filter[min]=1", "filter[min]", "duplicate"],
    ["filter[min]=1&filter=x", "filter", "duplicate"],
    ["labels[x]=1", "labels/x", "invalid_type"],
    ["ids=a", "ids", "invalid_type"],
  ])("?%s is a 400", async (query, at, code) => {
    await using server = await serve(router);
    const seen = await server.call(`GET /q?${query}`);

    expect(seen.status).toBe(400);
    expect(seen.json.errors).toMatchObject([
      { in: "query", pointer: `#/${at.split("/").map(encodeURIComponent).join("/")}`, code },
    ]);
  });

  test("unknown keys go to the schema, which strips, refuses or keeps them", async () => {
    await using server = await serve(router);

    const strict = await server.call("GET /strict?a=1&x=2&__proto__=3");
    const loose = await server.call("GET /loose?__proto__=1&constructor=2&a=3&a=4");

    expect([strict.status, strict.json.errors.map((issue: { pointer: string }) => issue.pointer)]).toEqual([
      400,
      ["#/x", "#/__proto__"],
    ]);
    // zod itself drops __proto__ from a loose object.
    expect(loose.json).toEqual([
      ["constructor", "2"],
      ["a", ["3", "4"]],
    ]);
    expect((await server.call("GET /catchall?a=1&b=2")).json).toEqual({ a: "1", b: 2 });
    expect((await server.call("GET /catchall?b=x")).status).toBe(400);
  });

  test("an optional input that is not there is undefined, as for a tRPC caller", async () => {
    await using server = await serve(router);
    expect((await server.call("GET /optional")).json).toEqual({ input: "nothing" });
    expect((await server.call("GET /optional?q=a")).json).toEqual({ input: { q: "a" } });
    expect((await server.call("GET /optional?z=a")).status).toBe(400);
  });

  test("chained inputs and intersections are one set of keys", async () => {
    await using server = await serve(router);
    expect((await server.call("GET /chained?a=1&b=2026-01-01&c=true")).json).toEqual({
      a: 1,
      b: "2026-01-01T00:00:00.000Z",
      c: true,
    });
    expect((await server.call("GET /chained?a=1&b=x&c=true")).json.errors[0].pointer).toBe("#/b");
  });
});

describe("a path", () => {
  test("is decoded by type, and wins over the query", async () => {
    await using server = await serve(router);

    expect((await server.call("GET /p/12/2026-01-01?v=x")).json).toEqual({
      n: 12,
      d: "2026-01-01T00:00:00.000Z",
      v: "x",
    });
    expect((await server.call("GET /p/12/2026-01-01?n=12&d=2026-01-01")).status).toBe(200);
    expect((await server.call("GET /p/12/2026-01-01?n=13")).json.errors).toMatchObject([
      { in: "query", pointer: "#/n" },
    ]);
    expect((await server.call("GET /p/x/2026-01-01")).json.errors).toMatchObject([
      { in: "path", pointer: "#/n", code: "invalid_type" },
    ]);
  });
});
