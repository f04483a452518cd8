import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { header, json, serve } from "../served.ts";
import { basic, basicRouter, procedure, query, router } from "./root.ts";

const results = (...data: unknown[]) => data.map((value) => ({ result: { data: value } }));
const failure = (httpStatus: number) => ({ error: { data: { httpStatus } } });

test("a batch of queries is answered in the order of its paths", async () => {
  await using server = await serve(basicRouter);
  const answer = await server.send(`GET /plain,hello,hello?batch=1&input=${query({ 1: "a", 2: "b" })}`);
  expect(answer.status).toBe(200);
  expect(json(answer)).toEqual(results("plain", "hello a", "hello b"));
});

test("a batch with results of different statuses has status 207", async () => {
  await using server = await serve(basicRouter);
  const answer = await server.send(`GET /plain,nope?batch=1`);
  expect([answer.status, answer.reason]).toEqual([207, "Multi-Status"]);
  expect(json(answer)).toMatchObject([{ result: { data: "plain" } }, failure(404)]);
});

test("a batch whose calls fail alike has their status", async () => {
  await using server = await serve(basicRouter);
  expect((await server.send("GET /nope,neither?batch=1")).status).toBe(404);
});

test("a batch of mutations takes its inputs from the body", async () => {
  await using server = await serve(basicRouter);
  const answer = await server.send("POST /shout,touch?batch=1", { body: '{"0":{"text":"hi"}}' });
  expect(json(answer)).toEqual(results("HI", "touched"));
});

test("the context of a batch is created once and shared", async () => {
  const contexts: object[] = [];
  const seen: unknown[] = [];
  const see = procedure.query(({ ctx }) => void seen.push(ctx));
  await using server = await serve(router({ see }), {
    createContext: () => (contexts.push({ n: contexts.length }), contexts[0]),
  });
  await server.send("GET /see,see,see?batch=1");
  expect(contexts).toHaveLength(1);
  expect(new Set(seen)).toEqual(new Set([contexts[0]]));
});

test("the calls of a batch run at the same time", async () => {
  const met = Promise.withResolvers<string>();
  const first = procedure.query(() => met.promise);
  const second = procedure.query(() => (met.resolve("they met"), "second"));
  await using server = await serve(router({ first, second }));
  expect(json(await server.send("GET /first,second?batch=1"))).toEqual(results("they met", "second"));
});

test("a batch beyond maxBatchSize is refused, one of that size is not", async () => {
  await using server = await serve(basicRouter, { maxBatchSize: 2 });
  expect((await server.send("GET /plain,plain?batch=1")).status).toBe(200);
  const answer = await server.send("GET /plain,plain,plain?batch=1");
  expect(answer.status).toBe(400);
  expect(json(answer)).toMatchObject({ error: { message: "Batch call exceeds maximum size" } });
});

test.each([{ allowBatching: false }, { batching: { enabled: false } }])(
  "no batch is accepted with %j",
  async (options) => {
    await using server = await serve(basicRouter, options);
    const answer = await server.send("GET /plain?batch=1");
    expect(answer.status).toBe(400);
    expect(json(answer)).toMatchObject({ error: { message: "Batching is not enabled on the server" } });
  },
);

test("queries and mutations are not mixed in a batch", async () => {
  await using server = await serve(router({ ...basic }));
  const answer = await server.send("GET /plain,touch?batch=1");
  expect(answer.status).toBe(400);
  expect(json(answer)).toMatchObject({ error: { message: "Cannot mix procedure types in call: query, mutation" } });
});

test("every batch index is seen by its procedure", async () => {
  const index = procedure.query(({ batchIndex }) => batchIndex);
  await using server = await serve(router({ index }));
  expect(json(await server.send("GET /index,index,index?batch=1"))).toEqual(results(0, 1, 2));
});

test("only batch=1 makes a batch", async () => {
  await using server = await serve(basicRouter);
  const answer = await server.send("GET /plain?batch=2");
  expect(json(answer)).toEqual({ result: { data: "plain" } });
  expect(header(answer, "content-type")).toEqual(["application/json"]);
});

test.each(["[1]", "null", "5", '"x"'])(
  "a batch whose inputs are %s fails in each call that reads them",
  async (inputs) => {
    await using server = await serve(basicRouter);
    const answer = await server.send(`GET /plain,hello?batch=1&input=${encodeURIComponent(inputs)}`);
    expect(answer.status).toBe(207);
    expect(json(answer)).toMatchObject([{ result: { data: "plain" } }, failure(400)]);
  },
);

test("an onError that throws for one call leaves the others to end", async () => {
  const ended = Promise.withResolvers<string>();
  const slow = procedure.query(() => new Promise((resolve) => setImmediate(() => (ended.resolve("slow"), resolve(1)))));
  const onError = ({ path }: { path: string | undefined }) => {
    if (path !== undefined) throw new Error(`no reporter for ${path}`);
  };
  await using server = await serve(router({ ...basic, slow }), { onError });
  const answer = await server.send("GET /slow,nope,neither?batch=1");
  expect([answer.status, json(answer)]).toMatchObject([500, { error: { message: "no reporter for nope" } }]);
  expect(await ended.promise).toBe("slow");
  expect(json(await server.send("GET /plain"))).toEqual({ result: { data: "plain" } });
});

test("what a call enters in an AsyncLocalStorage is not there for the next call", async () => {
  const storage = new AsyncLocalStorage<string>();
  const enter = procedure.input(String).query(({ input }) => {
    const before = storage.getStore() ?? "none";
    storage.enterWith(input);
    return before;
  });
  await using server = await serve(router({ enter }));
  expect(json(await server.send(`GET /enter,enter?batch=1&input=${query({ 0: "a", 1: "b" })}`))).toEqual(
    results("none", "none"),
  );
});

test("what is no result fails its call, not the batch", async () => {
  const returns = (value: unknown) => procedure.use((() => value) as never).query(() => 1);
  await using server = await serve(router({ ...basic, text: returns("a text"), nothing: returns(null) }));
  const answer = await server.send("GET /plain,text,nothing?batch=1");
  expect(json(answer)).toMatchObject([{ result: { data: "plain" } }, failure(500), failure(500)]);
});
