import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { rest } from "../index.ts";
import { serve, t } from "../serve.fixture.ts";

const router = t.router({
  one: rest(
    t.procedure.input(
      z.object({ id: z.string(), n: z.number().optional(), f: z.object({ a: z.string() }).optional() }),
    ),
    "GET /a/{id}",
  ).query(({ input }) => input),
  put: rest(t.procedure.input(z.object({ id: z.string(), at: z.date().optional() })), "PUT /a/{id}").mutation(
    ({ input }) => input,
  ),
  deep: rest(t.procedure.input(z.object({ a: z.string(), b: z.string() })), "GET /a/{a}/{b}/end").query(
    ({ input }) => input,
  ),
});

const nasty = fc.constantFrom(
  "%",
  "%00",
  "%ff",
  "%c0%af",
  "..",
  "//",
  "\\",
  "?",
  "#",
  "[",
  "]",
  "&",
  "=",
  "+",
  ";",
  ":",
  "@",
  "*",
  "{id}",
  "__proto__",
  "constructor",
  "f[a]",
  "f=",
  "f[a]=1",
  "f[__proto__]",
  "\x7f",
  "é",
  "~",
  "|",
  "^",
  '"',
  "<",
  ">",
);
const target = fc
  .array(fc.oneof(nasty, fc.constantFrom("/", "a", "end", "n=1", "http://")), { maxLength: 12 })
  .map((parts) => `/a/${parts.join("")}`);
const targets = fc.oneof(
  target,
  target.map((text) => `http://h${text}`),
  target.map((text) => text.slice(2)),
  fc.constantFrom("*", "", "http://", "https://@:/", "x:y"),
);

test("no request line brings the server down or is answered with a 5xx", { timeout: 30_000 }, async () => {
  await using server = await serve(router, { basePath: "" });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      targets,
      fc.constantFrom("GET", "PUT", "HEAD", "OPTIONS", "DELETE", "PROPFIND"),
      async (text, method) => {
        const answer = await server.raw(`${method} ${text} HTTP/1.1\r\nHost: ]bad[\r\nConnection: close\r\n\r\n`);
        const status = /^HTTP\/1.1 (\d{3})/.exec(answer)?.[1] ?? "none";
        seen.add(status);
        expect(["200", "204", "400", "404", "405"]).toContain(status);
      },
    ),
    { numRuns: 400 },
  );
  expect((await server.call("GET /a/alive")).json).toEqual({ id: "alive" });
  expect(seen.size).toBeGreaterThan(3);
});

test("no headers do either", { timeout: 30_000 }, async () => {
  await using server = await serve(router);
  const value = fc.string({
    unit: fc.constantFrom(...'*/;,=q0.1 "W\\%\t\xe9application/json-'.split("")),
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(value, value, value, async (accept, type, cookie) => {
      const head = `PUT /a/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAccept: ${accept}\r\nContent-Type: ${type}\r\nCookie: ${cookie}\r\nContent-Length: 2\r\n\r\n{}`;
      const answer = await server.raw(head);
      expect(answer).toMatch(/^HTTP\/1.1 (200|400|406|415) /);
    }),
    { numRuns: 200 },
  );
});
