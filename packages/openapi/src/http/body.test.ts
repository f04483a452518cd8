import { describe, expect, test } from "vitest";
import { z } from "zod";
import { rest } from "../index.ts";
import { serve, t } from "../serve.fixture.ts";

interface Node {
  at: Date;
  kids: Node[];
}
const Tree: z.ZodType<Node> = z.object({ at: z.date(), kids: z.array(z.lazy(() => Tree)) });

const Rich = z.object({
  at: z.date().nullable(),
  big: z.bigint(),
  one: z.literal(1n).optional(),
  tags: z.set(z.date()),
  scores: z.map(z.number(), z.bigint()),
  list: z.tuple([z.string(), z.date()]).rest(z.bigint()),
  dict: z.record(z.string(), z.date()),
  shape: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("a"), at: z.date() }),
    z.object({ kind: z.literal("b"), n: z.number() }),
  ]),
  any: z.union([z.date(), z.object({ since: z.date() }), z.string()]),
  tree: Tree,
  both: z.object({ a: z.date() }).and(z.object({ b: z.bigint() })),
  text: z.string(),
  more: z.looseObject({}).catchall(z.date()),
});

const rich = {
  at: "2026-01-02T03:04:05.000Z",
  big: "12345678901234567890",
  one: "1",
  tags: ["2026-01-01T00:00:00.000Z"],
  scores: { "1": "2", "-3": "4" },
  list: ["2026-01-01", "2026-01-01T00:00:00.000Z", "7"],
  dict: { a: "2026-01-01T00:00:00.000Z" },
  shape: { kind: "a", at: "2026-01-01T00:00:00.000Z" },
  any: { since: "2026-01-01T00:00:00.000Z" },
  tree: { at: "2026-01-01T00:00:00.000Z", kids: [{ at: "2026-01-02T00:00:00.000Z", kids: [] }] },
  both: { a: "2026-01-01T00:00:00.000Z", b: "9" },
  text: "2026-01-01T00:00:00.000Z",
  more: { x: "2026-01-01T00:00:00.000Z" },
};

const Named = z.object({ id: z.string(), name: z.string() });
const router = t.router({
  rich: rest(t.procedure.input(Rich).output(Rich), "POST /rich").mutation(({ input }) => input),
  rename: rest(
    t.procedure.input(Named.extend({ n: z.number().optional() })).output(Named),
    "PATCH /things/{id}",
  ).mutation(({ input }) => input),
  list: rest(t.procedure.input(z.array(z.date())), "POST /list").mutation(({ input }) =>
    input.map((date) => date.getTime()),
  ),
  put: rest(
    t.procedure.input(z.object({ id: z.int(), loud: z.boolean().optional(), data: z.array(z.date()) })),
    "PUT /things/{id}",
    { body: "data" },
  ).mutation(({ input }) => input),
  act: rest(t.procedure.input(z.object({ id: z.string() })), "POST /things/{id}/act").mutation(({ input }) => input),
  plain: rest(t.procedure.input(z.object({ n: z.number(), b: z.boolean() })), "POST /plain").mutation(
    ({ input }) => input,
  ),
  maybe: rest(t.procedure.input(z.object({ a: z.string().optional() }).optional()), "POST /maybe").mutation(
    ({ input }) => ({ input: input ?? null }),
  ),
  none: rest(t.procedure, "POST /none").mutation(({ ctx }) => ctx),
  wipe: rest(t.procedure.input(z.object({ id: z.string(), why: z.string() })), "DELETE /things/{id}", {
    body: "*",
  }).mutation(({ input }) => input),
  drop: rest(t.procedure.input(z.object({ id: z.string(), hard: z.boolean() })), "DELETE /other/{id}").mutation(
    ({ input }) => input,
  ),
  moved: rest(t.procedure.input(z.object({ dry: z.boolean(), a: z.string() })), "POST /moved", {
    in: { dry: "query" },
  }).mutation(({ input }) => input),
});

describe("a JSON body", () => {
  test("carries every type there and back", async () => {
    await using server = await serve(router);
    const seen = await server.call("POST /rich", { body: rich });

    expect([seen.status, seen.json]).toEqual([200, rich]);
  });

  test("is decoded by the union's tag, so that a fault elsewhere is the only one reported", async () => {
    await using server = await serve(router);
    const seen = await server.call("POST /rich", {
      body: { ...rich, shape: { kind: "a", at: "never" }, big: 5, any: "text" },
    });

    expect(seen.status).toBe(400);
    expect(seen.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(["#/big", "#/shape/at"]);
  });

  test("never turns text into a number or a boolean", async () => {
    await using server = await serve(router);
    const seen = await server.call("POST /plain", { body: { n: "1", b: "true" } });

    expect([seen.status, seen.json.errors.length]).toEqual([400, 2]);
  });

  test("holds the keys that the path does not, and must agree where both do", async () => {
    await using server = await serve(router);

    expect((await server.call("PATCH /things/1", { body: { name: "x" } })).json).toEqual({ id: "1", name: "x" });
    expect((await server.call("PATCH /things/1", { body: { id: "1", name: "x" } })).status).toBe(200);
    expect((await server.call("PATCH /things/1", { body: { id: "2", name: "x" } })).json.errors).toMatchObject([
      { in: "body", pointer: "#/id" },
    ]);
    expect((await server.call("PATCH /things/1", { body: [1] })).json.detail).toBe("The body must be a JSON object");
    expect((await server.call("PATCH /things/1?name=x")).json.errors).toMatchObject([
      { in: "body", pointer: "#/name" },
    ]);
  });

  test("may be the whole input, one key of it, or nothing", async () => {
    await using server = await serve(router);

    expect((await server.call("POST /list", { body: ["1970-01-01T00:00:00.001Z"] })).json).toEqual([1]);
    expect((await server.call("POST /list")).status).toBe(400);
    expect((await server.call("PUT /things/7?loud=true", { body: ["2026-01-01T00:00:00.000Z"] })).json).toEqual({
      id: 7,
      loud: true,
      data: ["2026-01-01T00:00:00.000Z"],
    });
    expect((await server.call("POST /things/7/act")).json).toEqual({ id: "7" });
    expect((await server.call("POST /things/7/act", { body: { extra: 1 } })).json).toEqual({ id: "7" });
    expect((await server.call("POST /maybe")).json).toEqual({ input: null });
    expect((await server.call("POST /maybe", { body: {} })).json).toEqual({ input: {} });
    expect((await server.call("POST /none", { body: { ignored: true } })).json).toEqual({ user: "ann" });
    expect((await server.call("DELETE /things/1", { body: { why: "old" } })).json).toEqual({ id: "1", why: "old" });
    expect((await server.call("DELETE /other/1?hard=true")).json).toEqual({ id: "1", hard: true });
    expect((await server.call("POST /moved?dry=true&x=1", { body: { a: "b" } })).json).toEqual({ dry: true, a: "b" });
  });

  test("keeps prototype names as ordinary keys", async () => {
    await using server = await serve(router);
    const seen = await server.call("PATCH /things/1", {
      body: '{"name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    });

    expect([seen.status, seen.json]).toEqual([200, { id: "1", name: "x" }]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("what is not a JSON body", () => {
  const post = (body: string, headers: Record<string, string>) => ({ body, headers });
  const ok = '{"n":1,"b":true}';

  test.each([
    ["application/json", 200],
    ["Application/JSON; charset=UTF-8", 200],
    ['application/json; charset="utf8"', 200],
    ["application/merge-patch+json", 200],
    ["application/x-www-form-urlencoded", 415],
    ["text/plain", 415],
    ["application/jsonp", 415],
    ["application/json; charset=utf-16", 415],
    ["multipart/form-data; boundary=x", 415],
  ])("%s", async (type, status) => {
    await using server = await serve(router);
    const seen = await server.call("POST /plain", post(ok, { "content-type": type }));

    expect(seen.status).toBe(status);
    if (status === 415)
      expect([seen.json.code, seen.headers.get("accept-post")]).toEqual(["UNSUPPORTED_MEDIA_TYPE", "application/json"]);
  });

  test("no type, and a coding, are refused; PATCH says Accept-Patch", async () => {
    await using server = await serve(router);
    const none = await server.raw(
      "POST /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
    );
    const gzip = await server.call("PATCH /things/1", post(ok, { "content-encoding": "gzip" }));

    expect(none).toMatch(/^HTTP\/1.1 415 /);
    expect([gzip.status, gzip.headers.get("accept-patch"), gzip.headers.get("accept-encoding")]).toEqual([
      415,
      "application/json",
      "identity",
    ]);
  });

  test.each(["{", "undefined", "{'a':1}", "\u0000", "{}{}"])("malformed: %s", async (body) => {
    await using server = await serve(router);
    const seen = await server.call("POST /plain", post(body, {}));

    expect([seen.status, seen.json.code, seen.json.errors]).toEqual([400, "MALFORMED_BODY", undefined]);
  });

  test("bytes that are not UTF-8", async () => {
    await using server = await serve(router);
    const head =
      "POST /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n";
    expect(await server.raw(`${head}"\xff\xfe"`)).toMatch(/^HTTP\/1.1 400 [\s\S]*MALFORMED_BODY/);
  });

  test("a body nested deeper than the stack", async () => {
    await using server = await serve(router);
    const deep = `{"at":"2026-01-01","kids":[`.repeat(20_000) + "]}".repeat(20_000);
    const seen = await server.call("POST /rich", { body: `{"tree":${deep}}` });

    expect([seen.status, seen.json.code]).toEqual([400, "MALFORMED_BODY"]);
  });
});

describe("the cap", () => {
  test("holds for a declared and for a streamed length, and the connection lives on", async () => {
    await using server = await serve(router, { maxBodySize: 100 });
    const big = JSON.stringify({ n: 1, b: true, pad: "x".repeat(200) });
    const chunked = `POST /plain HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`;
    const next = "GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    const declared = await server.call("POST /plain", { body: big });
    const streamed = await server.raw(chunked + next);

    expect([declared.status, declared.json.code]).toEqual([413, "BODY_TOO_LARGE"]);
    expect(streamed.match(/HTTP\/1.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 404"]);
  });

  test("a body exactly at the cap is taken", async () => {
    const body = '{"n":1,"b":true}';
    await using server = await serve(router, { maxBodySize: body.length });
    expect((await server.call("POST /plain", { body })).status).toBe(200);
  });

  test("a body many times the cap is cut off", async () => {
    await using server = await serve(router, { maxBodySize: 100 });
    const answer = await server.raw(
      `POST /plain HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n${"x".repeat(100_000)}`,
    );
    expect(answer === "" || answer.startsWith("HTTP/1.1 413")).toBe(true);
  });
});
