import type { ServerResponse } from "node:http";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { expect, test } from "vitest";
import { header, json, serve } from "../served.ts";
import { basicRouter, procedure, router } from "./root.ts";

const wide = router({
  wide: procedure.query(() => "é 漢 💥"),
  fails: procedure.query((): never => {
    throw new Error("é 漢 💥");
  }),
});

test("a direct answer has its length in bytes, and is JSON", async () => {
  await using server = await serve(wide);
  const answer = await server.send("GET /wide");
  expect(header(answer, "content-length")).toEqual([String(answer.body.length)]);
  expect(header(answer, "content-type")).toEqual(["application/json"]);
  expect(header(answer, "vary")).toEqual(["trpc-accept, accept"]);
  expect(header(answer, "transfer-encoding")).toEqual([]);
  expect(json(answer)).toEqual({ result: { data: "é 漢 💥" } });
});

test("an error has its length in bytes as well", async () => {
  await using server = await serve(wide);
  const answer = await server.send("GET /fails");
  expect(answer.status).toBe(500);
  expect(header(answer, "content-length")).toEqual([String(answer.body.length)]);
  expect(json(answer)).toMatchObject({ error: { message: "é 漢 💥" } });
});

test("HEAD is answered with 204 and calls nothing", async () => {
  const calls: unknown[] = [];
  await using server = await serve(router({ called: procedure.query(() => calls.push(1)) }), {
    createContext: () => ({ n: calls.push(2) }),
  });
  const answer = await server.send("HEAD /called");
  expect([answer.status, answer.body.length, calls]).toEqual([204, 0, []]);
});

test("cookies of responseMeta are sent one by one", async () => {
  const cookies = new Headers([["set-cookie", "a=1; Path=/, b"]]);
  cookies.append("set-cookie", "c=2");
  await using server = await serve(basicRouter, { responseMeta: () => ({ headers: cookies }) });
  expect(header(await server.send("GET /plain"), "set-cookie")).toEqual(["a=1; Path=/, b", "c=2"]);
  await using listed = await serve(basicRouter, {
    responseMeta: () => ({ headers: { "set-cookie": ["a=1", "b=2"] } }),
  });
  expect(header(await listed.send("GET /plain"), "set-cookie")).toEqual(["a=1", "b=2"]);
});

test("responseMeta chooses the status and sees what was called", async () => {
  const seen: unknown[] = [];
  await using server = await serve(basicRouter, {
    responseMeta: ({ type, paths, errors, data, eagerGeneration, ctx }) => {
      seen.push({
        type,
        paths,
        errors: errors.map(({ code }) => code),
        data: data.length,
        eagerGeneration,
        ctx: ctx as unknown,
      });
      return { status: 299, headers: { "x-meta": "yes" } };
    },
    createContext: () => ({ own: true }),
  });
  const answer = await server.send("GET /plain,nope?batch=1");
  expect([answer.status, header(answer, "x-meta")]).toEqual([299, ["yes"]]);
  const expected = {
    type: "query",
    paths: ["plain", "nope"],
    errors: ["NOT_FOUND"],
    data: 2,
    eagerGeneration: false,
    ctx: { own: true },
  };
  expect(seen).toEqual([expected]);
});

test("a header beyond ASCII leaves as the bytes that responseMeta gave", async () => {
  await using server = await serve(wide, { responseMeta: () => ({ headers: { "x-latin": "é\u00ff" } }) });
  expect(header(await server.send("GET /wide"), "x-latin")).toEqual(["é\u00ff"]);
});

test("a status and headers that a procedure set on the response stay", async () => {
  const teapot = initTRPC.context<{ res?: ServerResponse }>().create();
  const app = teapot.router({
    brew: teapot.procedure.query(({ ctx }) => {
      ctx.res?.setHeader("x-pot", "tea");
      if (ctx.res) ctx.res.statusCode = 418;
      return "short and stout";
    }),
  });
  await using server = await serve(app, { createContext: ({ res }) => ({ res }) });
  const answer = await server.send("GET /brew");
  expect([answer.status, header(answer, "x-pot"), json(answer)]).toEqual([
    418,
    ["tea"],
    { result: { data: "short and stout" } },
  ]);
});

test("a transformer speaks on both ways, for errors too", async () => {
  const t = initTRPC.create({ transformer: superjson, isDev: false });
  const app = t.router({
    now: t.procedure.input((value: unknown) => value).query(({ input }) => ({ input, at: new Date(0) })),
  });
  await using server = await serve(app);
  const input = encodeURIComponent(JSON.stringify(superjson.serialize(new Set([1]))));
  const { result } = json(await server.send(`GET /now?input=${input}`)) as { result: { data: never } };
  expect(superjson.deserialize(result.data)).toEqual({ input: new Set([1]), at: new Date(0) });
  const { error } = json(await server.send("GET /nope")) as { error: never };
  expect(superjson.deserialize(error)).toMatchObject({ data: { code: "NOT_FOUND" } });
});

test("an errorFormatter shapes every error and its status", async () => {
  const t = initTRPC.create({
    errorFormatter: ({ shape, path, error }) => ({
      ...shape,
      message: `${path}: ${error.code}`,
      data: { httpStatus: 422 },
    }),
  });
  await using server = await serve(t.router({}));
  const answer = await server.send("GET /nope");
  expect([answer.status, json(answer)]).toEqual([
    422,
    { error: { message: "nope: NOT_FOUND", code: -32004, data: { httpStatus: 422 } } },
  ]);
});

test("an output that JSON cannot hold is an error of the request, and the server goes on", async () => {
  const broken = router({ big: procedure.query(() => 1n), fine: procedure.query(() => "fine") });
  await using server = await serve(broken);
  expect((await server.send("GET /big")).status).toBe(500);
  expect((await server.send("GET /fine")).status).toBe(200);
});

test("onError hears of each failed call with its path, input and request", async () => {
  const heard: unknown[] = [];
  await using server = await serve(basicRouter, {
    onError: ({ error, path, type, input, req }) => void heard.push([error.code, path, type, input, req.url?.length]),
  });
  const target = "/hello,nope?batch=1&input=%7B%220%22:5%7D";
  await server.send(`GET ${target}`);
  expect(heard).toHaveLength(2);
  expect(heard).toContainEqual(["BAD_REQUEST", "hello", "query", 5, target.length]);
});

test("an answer with trailers comes in chunks", async () => {
  const trailed = procedure.query(({ ctx }) => {
    const { res } = ctx as { res: ServerResponse };
    res.setHeader("trailer", "x-sum");
    res.addTrailers({ "x-sum": "1" });
    return "trailed";
  });
  await using server = await serve(router({ trailed }), { createContext: ({ res }) => ({ res }) });
  const answer = await server.send("GET /trailed");
  expect([answer.status, header(answer, "transfer-encoding")]).toEqual([200, ["chunked"]]);
});

test("toJSON is told its key, as in upstream's answer", async () => {
  const named = procedure.query(() => ({ toJSON: (key: string) => `under ${key}` }));
  await using server = await serve(router({ named }));
  expect(json(await server.send("GET /named"))).toEqual({ result: { data: "under data" } });
});

test("a procedure that somebody has wrapped need not be async", async () => {
  const wrap = (call: () => unknown) =>
    Object.assign(
      call,
      procedure.query(() => 1),
    ) as never;
  const throws = wrap(() => {
    throw new Error("at once");
  });
  await using server = await serve(router({ plain: wrap(() => "plain"), throws }));
  expect(json(await server.send("GET /plain,throws?batch=1"))).toMatchObject([
    { result: { data: "plain" } },
    { error: { message: "at once", data: { path: "throws" } } },
  ]);
});

test("a middleware may listen to what it hands on, set headers then, and change it", async () => {
  const timed = procedure.use(({ ctx, next }) => {
    const result = next();
    void result.then((known) => {
      (ctx as { res: ServerResponse }).res.setHeader("server-timing", "p;dur=1");
      if (known.ok) known.data = { ...(known.data as object), more: true };
    });
    return result;
  });
  await using server = await serve(router({ timed: timed.query(() => ({ a: 1 })) }), {
    createContext: ({ res }) => ({ res }),
  });
  const answer = await server.send("GET /timed");
  expect(header(answer, "server-timing")).toEqual(["p;dur=1"]);
  expect(json(answer)).toEqual({ result: { data: { a: 1, more: true } } });
});
