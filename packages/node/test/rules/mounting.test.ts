import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { createHTTP2Handler, createNodeHandler } from "../../src/index.ts";
import { header, json, serve, serveListener } from "../served.ts";
import { basicRouter } from "./root.ts";

const data = (value: unknown) => ({ result: { data: value } });

test.each(["/trpc", "/trpc/", "trpc"])("a router at the base path %j answers below it", async (basePath) => {
  await using server = await serve(basicRouter, { basePath });
  expect(json(await server.send("GET /trpc/plain"))).toEqual(data("plain"));
  expect(json(await server.send("GET /trpc/plain/"))).toEqual(data("plain"));
});

test("a stack of middlewares in the manner of Connect can mount it under a prefix", async () => {
  const handler = createNodeHandler({ router: basicRouter });
  const stack = (req: IncomingMessage, res: ServerResponse, next: () => void) => {
    if (!req.url?.startsWith("/api/")) return next();
    req.url = req.url.slice("/api".length);
    void handler(req, res);
  };
  await using server = await serveListener((req, res) =>
    stack(req, res, () => void res.writeHead(404).end("not ours")),
  );
  expect(json(await server.send("GET /api/hello?input=%22stack%22"))).toEqual(data("hello stack"));
  const other = await server.send("GET /plain");
  expect([other.status, other.body.toString()]).toEqual([404, "not ours"]);
});

test("headers that were set before stay on the answer", async () => {
  const handler = createNodeHandler({ router: basicRouter });
  await using server = await serveListener((req, res) => {
    res.setHeader("X-Before", "1").setHeader("set-cookie", ["a=1"]);
    void handler(req, res);
  });
  const answer = await server.send("GET /plain");
  expect([header(answer, "x-before"), header(answer, "set-cookie")]).toEqual([["1"], ["a=1"]]);
});

test("the middleware runs first and may answer itself", async () => {
  await using server = await serve(basicRouter, {
    middleware: (req, res, next) => {
      res.setHeader("access-control-allow-origin", "*");
      if (req.method === "OPTIONS") return void res.writeHead(204).end();
      next();
    },
  });
  const preflight = await server.send("OPTIONS /plain");
  expect([preflight.status, header(preflight, "access-control-allow-origin")]).toEqual([204, ["*"]]);
  const answer = await server.send("GET /plain");
  expect([json(answer), header(answer, "access-control-allow-origin")]).toEqual([data("plain"), ["*"]]);
});

test("a middleware that continues later is waited for", async () => {
  await using server = await serve(basicRouter, { middleware: (_req, _res, next) => void setImmediate(next) });
  expect(json(await server.send("POST /shout", { body: '{"text":"later"}' }))).toEqual(data("LATER"));
});

test.each([
  [new TRPCError({ code: "TOO_MANY_REQUESTS", message: "slow down" }), 429, "slow down"],
  [new Error("broken"), 500, "broken"],
  ["a text", 500, "a text"],
])("an error that the middleware passes on, %s, fails each call", async (error, status, message) => {
  await using server = await serve(basicRouter, { middleware: (_req, _res, next) => next(error) });
  const answer = await server.send("GET /plain,hello?batch=1");
  expect(answer.status).toBe(status);
  expect(json(answer)).toMatchObject([{ error: { message } }, { error: { message } }]);
});

test("a middleware that throws makes an error of the request", async () => {
  const thrown = new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "closed" });
  await using server = await serve(basicRouter, {
    middleware: () => {
      throw thrown;
    },
  });
  const answer = await server.send("GET /plain");
  expect(answer.status).toBe(503);
  expect(json(answer)).toMatchObject({ error: { message: "closed" } });
});

test("the context is given the request, the response and what is called", async () => {
  const seen: unknown[] = [];
  await using server = await serve(basicRouter, {
    createContext: ({ req, res, info }) => {
      const calls = info.calls.map(({ path, batchIndex }) => [path, batchIndex]);
      seen.push([
        req.url,
        res.headersSent,
        info.type,
        info.isBatchCall,
        info.accept,
        info.connectionParams,
        calls,
        info.url?.href,
      ]);
      return {};
    },
  });
  await server.send("GET /plain?x=1&connectionParams=%7B%22token%22:%22t%22%7D");
  const href = "http://tenon.test/plain?x=1&connectionParams=%7B%22token%22:%22t%22%7D";
  const target = href.slice("http://tenon.test".length);
  expect(seen).toEqual([[target, false, "query", false, null, { token: "t" }, [["plain", 0]], href]]);
});

test("the handler for HTTP/2 answers as well", async () => {
  const server = createServer(createHTTP2Handler({ router: basicRouter }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const stream = session.request({ ":path": "/hello?input=%22h2%22" });
  const [head] = (await once(stream, "response")) as [Record<string, unknown>];
  expect([head[":status"], JSON.parse(await text(stream))]).toEqual([200, data("hello h2")]);
  session.close();
  server.close();
  await once(server, "close");
});
