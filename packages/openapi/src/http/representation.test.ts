import { expect, test } from "vitest";
import { rest } from "../index.ts";
import { serve, t } from "../serve.fixture.ts";

const routerOf = (value: object) =>
  t.router({ get: rest(t.procedure, "GET /value", { etag: "body" }).query(() => value) });

test("a frozen output is written once, and answered with the same body and tag each time", async () => {
  let written = 0;
  const value = Object.freeze({ toJSON: () => ({ n: (written += 1) }) });
  await using server = await serve(routerOf(value), { keepFrozen: true });

  const [first, second] = [await server.call("GET /value"), await server.call("GET /value")];
  const known = await server.call("GET /value", { headers: { "if-none-match": first.headers.get("etag")! } });

  expect([first.text, second.text, known.status]).toEqual(['{"n":1}', '{"n":1}', 304]);
  expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
});

test("by default nothing is kept, and what is not frozen never is", async () => {
  const [shallow, changing] = [Object.freeze({ inner: { n: 1 } }), { inner: { n: 1 } }];
  await using byDefault = await serve(routerOf(shallow));
  await using keeping = await serve(routerOf(changing), { keepFrozen: true });
  await Promise.all([byDefault.call("GET /value"), keeping.call("GET /value")]);

  shallow.inner.n = 2;
  changing.inner.n = 2;

  expect((await byDefault.call("GET /value")).json).toEqual({ inner: { n: 2 } });
  expect((await keeping.call("GET /value")).json).toEqual({ inner: { n: 2 } });
});
