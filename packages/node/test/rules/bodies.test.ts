import { expect, test } from "vitest";
import { createNodeHandler } from "../../src/index.ts";
import { json, serve, serveListener } from "../served.ts";
import { basicRouter, procedure, query, router } from "./root.ts";

const seen = router({
  query: procedure
    .input((value: unknown) => ({ value }))
    .query(({ input }) => ({ ...input, type: typeof input.value })),
  mutation: procedure
    .input((value: unknown) => ({ value }))
    .mutation(({ input }) => ({ ...input, type: typeof input.value })),
});
const data = (value: unknown) => ({ result: { data: value } });

test.each(["GET /query", "GET /query?input=", "GET /query?input"])("%s has no input", async (target) => {
  await using server = await serve(seen);
  expect(json(await server.send(target))).toEqual(data({ type: "undefined" }));
});

test("an empty body is no input", async () => {
  await using server = await serve(seen);
  expect(json(await server.send("POST /mutation", { body: "" }))).toEqual(data({ type: "undefined" }));
});

test("the first of several inputs in the query counts, and a plus is a space", async () => {
  await using server = await serve(seen);
  expect(json(await server.send('GET /query?input="a+b"&input="c"'))).toEqual(data({ value: "a b", type: "string" }));
});

test("a body is put together from many chunks, cut inside of characters", async () => {
  await using server = await serve(basicRouter);
  const body = Buffer.from(JSON.stringify({ text: "é漢💥".repeat(50) }));
  const parts = Array.from({ length: body.length }, (_, at) => body.subarray(at, at + 1));
  expect(json(await server.send("POST /shout", { body: parts }))).toEqual(data("É漢💥".repeat(50)));
});

test("a large body arrives whole", async () => {
  await using server = await serve(basicRouter);
  const text = "x".repeat(2_000_000);
  const answer = await server.send("POST /shout", { body: JSON.stringify({ text }) });
  expect(json(answer)).toEqual(data(text.toUpperCase()));
});

test("a byte order mark before the JSON is skipped", async () => {
  await using server = await serve(basicRouter);
  expect(json(await server.send("POST /shout", { body: '\uFEFF{"text":"bom"}' }))).toEqual(data("BOM"));
});

test("__proto__ in an input is a key like others", async () => {
  const keys = router({
    keys: procedure.input((value: unknown) => Object.keys(value as object)).query(({ input }) => input),
  });
  await using server = await serve(keys);
  const input = encodeURIComponent('{"__proto__":{"polluted":1},"own":2}');
  expect(json(await server.send(`GET /keys?input=${input}`))).toEqual(data(["__proto__", "own"]));
  expect(Object.keys({})).toEqual([]);
});

test("a query takes its input from the URL, whatever its body says", async () => {
  await using server = await serve(basicRouter);
  const answer = await server.send(`GET /hello?input=${query("url")}`, { body: '"body"' });
  expect(json(answer)).toEqual(data("hello url"));
});

test.each([
  ["a text", '{"text":"parsed"}'],
  ["an object", { text: "parsed" }],
])("a body that was parsed before, as %s, is taken from the request", async (_name, body) => {
  const handler = createNodeHandler({ router: basicRouter });
  await using server = await serveListener((req, res) => {
    req.resume().once("end", () => void handler(Object.assign(req, { body }), res));
  });
  expect(json(await server.send("POST /shout", { body: '{"text":"on the wire"}' }))).toEqual(data("PARSED"));
});

test("a body property that is undefined does not hide the stream", async () => {
  const handler = createNodeHandler({ router: basicRouter });
  await using server = await serveListener((req, res) => void handler(Object.assign(req, { body: undefined }), res));
  expect(json(await server.send("POST /shout", { body: '{"text":"streamed"}' }))).toEqual(data("STREAMED"));
});

test("a stream that someone else has read is an error that says so, and no endless wait", async () => {
  const handler = createNodeHandler({ router: basicRouter });
  await using server = await serveListener((req, res) => {
    req.resume().once("end", () => void handler(req, res));
  });
  const answer = await server.send("POST /shout", { body: '{"text":"gone"}' });
  expect(answer.status).toBe(500);
  expect(answer.body.toString()).toContain("already been read by another middleware");
});

test("a body that a framework has read as text is made well-formed, as by `Request`", async () => {
  const handle = createNodeHandler({ router: basicRouter });
  await using server = await serveListener((req, res) =>
    handle(Object.assign(req, { body: '{"text":"a\ud800b"}' }), res),
  );
  expect(json(await server.send("POST /shout", { body: "" }))).toEqual(data("A\ufffdB"));
});

test("a body that somebody has made text of, chunk by chunk, is a bad request", async () => {
  const handle = createNodeHandler({ router: basicRouter });
  await using server = await serveListener((req, res) => (req.setEncoding("utf8"), handle(req, res)));
  expect((await server.send("POST /shout", { body: '{"text":"a"}' })).status).toBe(400);
  expect((await server.send("GET /plain")).status).toBe(200);
});
