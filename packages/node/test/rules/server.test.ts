import { createHTTPServer as createUpstream } from "@trpc/server/adapters/standalone";
import { expect, test } from "vitest";
import { createHTTPServer } from "../../src/index.ts";
import { json, startServer } from "../served.ts";
import { basic, procedure, router } from "./root.ts";

const bodyless = [
  "GET /plain",
  "GET /ticks",
  "GET /shout",
  "POST /touch",
  "POST /shout",
  "POST /hello",
  "POST /touch,touch?batch=1",
  "DELETE /touch",
  "PATCH /nope",
];
const types = ["application/json", "multipart/form-data; boundary=x", "application/octet-stream", "text/plain", ""];

test("a request without a body, and without a word about its length, is answered as upstream answers it", async () => {
  const ticks = procedure.subscription(async function* () {
    yield 1;
  });
  const options = { router: router({ ...basic, ticks }), allowMethodOverride: true };
  await using ours = await startServer(createHTTPServer(options));
  await using upstream = await startServer(createUpstream(options));
  for (const target of bodyless) {
    for (const type of types) {
      const headers = type ? { "content-type": type } : undefined;
      const [answer, expected] = await Promise.all(
        [ours, upstream].map(({ send }) => send(target, { ...(headers && { headers }) })),
      );
      const of = (one = answer) => ({ status: one?.status, body: one?.body.toString() });
      expect({ target, type, ...of() }).toEqual({ target, type, ...of(expected) });
    }
  }
});

test("a middleware may wait for the end of a request", async () => {
  const middleware = (
    req: { on: (event: "end", next: () => void) => void; resume: () => void },
    _res: unknown,
    next: () => void,
  ) => {
    req.on("end", next);
    req.resume();
  };
  await using server = await startServer(createHTTPServer({ router: router(basic), middleware }));
  expect(json(await server.send("GET /plain"))).toEqual({ result: { data: "plain" } });
});
