import { TRPCError, lazy } from "@trpc/server";
import { expect, test } from "vitest";
import { header, json, serve } from "../served.ts";
import { basic, basicRouter, procedure, router } from "./root.ts";

const error = (code: string, message?: unknown) => ({
  error: { data: { code }, ...(message !== undefined && { message }) },
});

test("a mutation over GET is refused with 405 and the methods it takes", async () => {
  await using server = await serve(basicRouter);
  const answer = await server.send("GET /touch");
  expect([answer.status, header(answer, "allow")]).toEqual([405, ["POST"]]);
  expect(json(answer)).toMatchObject(error("METHOD_NOT_SUPPORTED"));
});

test("a query over POST is refused with 405, and its Allow names POST only with a method override", async () => {
  await using strict = await serve(basicRouter);
  await using lenient = await serve(basicRouter, { allowMethodOverride: true });
  const refused = await strict.send("POST /plain", { body: "" });
  expect([refused.status, header(refused, "allow")]).toEqual([405, ["GET"]]);
  const put = await lenient.send("PUT /plain", { body: "" });
  expect([put.status, header(put, "allow")]).toEqual([405, ["GET, POST"]]);
  expect(json(await lenient.send("POST /hello", { body: '"posted"' }))).toEqual({ result: { data: "hello posted" } });
});

test("a body beyond maxBodySize is refused with 413, whether its length is declared or not", async () => {
  await using server = await serve(basicRouter, { maxBodySize: 20 });
  const body = JSON.stringify({ text: "x".repeat(20) });
  const declared = await server.send("POST /shout", { body });
  const chunk = Buffer.from(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
  const undeclared = await server.send("POST /shout", { body: [chunk], headers: { "transfer-encoding": "chunked" } });
  expect([declared.status, undeclared.status]).toEqual([413, 413]);
  expect(json(undeclared)).toMatchObject(error("PAYLOAD_TOO_LARGE"));
});

test("a body of exactly maxBodySize is accepted", async () => {
  const body = '{"text":"exact"}';
  await using server = await serve(basicRouter, { maxBodySize: body.length });
  expect((await server.send("POST /shout", { body })).status).toBe(200);
});

test.each(["text/plain", "application/jsonl", ""])("the content type %j is refused with 415", async (type) => {
  await using server = await serve(basicRouter);
  const answer = await server.send("POST /touch", { body: "", headers: { "content-type": type } });
  expect(answer.status).toBe(415);
  expect(json(answer)).toMatchObject(error("UNSUPPORTED_MEDIA_TYPE", `Unsupported content-type "${type}`));
});

test("a POST without a content type is refused with 415, a GET is not", async () => {
  await using server = await serve(basicRouter);
  const answer = await server.send("POST /touch", { headers: { "content-length": "0" } });
  expect(answer.status).toBe(415);
  expect(json(answer)).toMatchObject(error("UNSUPPORTED_MEDIA_TYPE", "Missing content-type header"));
  expect((await server.send("GET /plain")).status).toBe(200);
});

test.each(["{", "undefined", '{"text":"a"}}', "'x'"])(
  "the malformed JSON %s is a bad request of the call",
  async (body) => {
    await using server = await serve(basicRouter);
    const answer = await server.send("POST /shout", { body });
    expect(answer.status).toBe(400);
    expect(json(answer)).toMatchObject({ error: { data: { code: "BAD_REQUEST", path: "shout" } } });
  },
);

test("a procedure without input never looks at a malformed one", async () => {
  await using server = await serve(basicRouter);
  expect(json(await server.send("POST /touch", { body: "{" }))).toEqual({ result: { data: "touched" } });
  expect(json(await server.send("GET /plain?input={"))).toEqual({ result: { data: "plain" } });
});

test.each(["/%", "/plain%zz", "/%C3", "/%E0%A4%A"])(
  "the malformed percent-encoding in %s is a bad request",
  async (path) => {
    await using server = await serve(basicRouter);
    const answer = await server.send(`GET ${path}`);
    expect(answer.status).toBe(400);
    expect(json(answer)).toMatchObject(error("BAD_REQUEST", `Invalid URL-encoding in path "${path.slice(1)}"`));
  },
);

test.each(["nope", "constructor", "__proto__", "toString", "hasOwnProperty", "plain.x", "_def", ""])(
  "the path %j is no procedure",
  async (path) => {
    await using server = await serve(basicRouter);
    const answer = await server.send(`GET /${path}`);
    expect(answer.status).toBe(404);
    expect(json(answer)).toMatchObject(error("NOT_FOUND", `No procedure found on path "${path}"`));
  },
);

test.each(["constructor", "__proto__", "toString"])("a procedure may be called %s", async (name) => {
  await using server = await serve(router({ [name]: procedure.query(() => name) }));
  expect(json(await server.send(`GET /${name}`))).toEqual({ result: { data: name } });
});

test("a lazy router is loaded once, at the first call into it", async () => {
  let loads = 0;
  const later = lazy(async () => ((loads += 1), router(basic)));
  await using server = await serve(router({ ...basic, later }));
  await server.send("GET /plain");
  expect(loads).toBe(0);
  const answers = await Promise.all([
    server.send("GET /later.plain"),
    server.send("GET /later.plain,later.hello?batch=1"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await server.send("GET /later.nope")).status).toBe(404);
  expect(loads).toBe(1);
});

test("a context that throws fails the request with its error, for onError as well", async () => {
  const errors: unknown[] = [];
  await using server = await serve(basicRouter, {
    createContext: () => {
      throw new TRPCError({ code: "UNAUTHORIZED", message: "who are you" });
    },
    onError: ({ error: cause, path, type, ctx }) => void errors.push([cause.code, path, type, ctx]),
  });
  const answer = await server.send("GET /plain");
  expect(answer.status).toBe(401);
  expect(json(answer)).toMatchObject(error("UNAUTHORIZED", "who are you"));
  expect(errors).toEqual([["UNAUTHORIZED", "plain", "query", undefined]]);
});

test.each(["[::1", "host:99999", "a b"])("the Host %s makes no URL and is a bad request", async (host) => {
  await using server = await serve(basicRouter);
  const answer = await server.send("GET /plain", { headers: { host } });
  expect(answer.status).toBe(400);
  expect(json(answer)).toMatchObject(error("BAD_REQUEST", "Invalid URL"));
});
