import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve, type Served } from "./serve.ts";
import { specification } from "./specification.ts";

let conduit: Served;
let token: string;
beforeAll(async () => {
  conduit = await serve();
  token = await conduit.join("ann");
  const article = { title: "Hello", description: "About", body: "World", tagList: ["x"] };
  await conduit.call("POST /articles", { token, body: { article } });
});
afterAll(() => conduit[Symbol.asyncDispose]());

test("a list of ten thousand faults is one fault", async () => {
  const article = { title: "x", description: "", body: "x", tagList: Array.from({ length: 10_000 }, () => 1) };

  const { status, json } = await conduit.call("POST /articles", { token, body: { article } });

  expect(status).toBe(422);
  expect(json.errors.body).toHaveLength(2);
});

const routes = Object.entries(specification["paths"] as Record<string, object>).flatMap(([path, item]) =>
  Object.keys(item).map((method) => [method.toUpperCase(), path] as const),
);

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "",
    "hello",
    "ann",
    "feed",
    "\0",
    "\ud800",
    "%",
    "..",
    "' OR 1=1 --",
    "__proto__",
    "x".repeat(5000),
    randomUUID(),
    "9".repeat(40),
    "-1",
    "1e999",
  ),
);
/** A path segment as a hostile client would send it: encoded, half encoded, or not at all. */
const segment = fc
  .oneof(
    text.map((value) => encodeURIComponent(value.toWellFormed())),
    fc.constantFrom("%00", "%ff", "%zz", "%2f", "%ed%a0%80"),
  )
  .map((value) => (value === "" || value === "." || value === ".." ? "x" : value));
const junk = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, [], {}, 1e308, -0, true));
/** Bodies that come close: the right keys, at random, holding anything. */
const close = fc.record(
  {
    user: fields("email", "password", "username", "bio", "image"),
    article: fields("title", "description", "body", "tagList"),
    comment: fields("body"),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  close,
  junk,
  fc.constantFrom("{", "[".repeat(50_000), "\ufeff{}", '{"user":{"__proto__":{}}}', "x".repeat(250_000)),
);

function fields(...names: string[]) {
  const record = Object.fromEntries(names.map((name) => [name, junk]));
  return fc.oneof(fc.record(record, { requiredKeys: [] }), junk);
}

const request = fc.record({
  route: fc.constantFrom(...routes),
  segments: fc.array(segment, { minLength: 2, maxLength: 2 }),
  query: fc.dictionary(fc.constantFrom("limit", "offset", "tag", "author", "favorited", "x"), text, { maxKeys: 3 }),
  body,
  isSignedIn: fc.boolean(),
});

test(
  "2000 hostile calls are all answered as specified, none of them by a fault of ours",
  { timeout: 120_000 },
  async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async ({ route: [method, path], segments, query, body: sent, isSignedIn }) => {
        const target = path.replaceAll(/\{\w+\}/g, () => segments.pop() ?? "x");
        const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, value.toWellFormed()]));
        const { status } = await conduit.call(`${method} ${target}?${search.toString()}`, {
          ...(isSignedIn && { token }),
          ...(method !== "GET" && { body: sent }),
        });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 2000, seed: 20_261_121 },
    );

    expect(conduit.lines.filter(({ level }) => level === "error")).toEqual([]);
    // It would prove nothing if everything had been turned away at the door.
    for (const status of [200, 401, 404, 422]) expect(statuses.get(status)).toBeGreaterThan(50);
  },
);

test.each([
  ["GET /articles HTTP/1.1\r\nHost: x\r\nAuthorization: Token \xff\xfe", 401],
  ["GET //conduit/api/articles HTTP/1.1\r\nHost: x", 404],
  ["GET http://x/conduit/api/tags HTTP/1.1\r\nHost: x", 200],
  ["GET /conduit/api/%ff HTTP/1.1\r\nHost: x", 404],
  ["GET /conduit/api/articles/%ff HTTP/1.1\r\nHost: x", 422],
  ["PATCH /conduit/api/user HTTP/1.1\r\nHost: x", 405],
  ["POST /conduit/api/users HTTP/1.1\r\nHost: x\r\nContent-Length: 0", 422],
  ["POST /conduit/api/users HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 415],
  ["POST /conduit/api/users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{x", 422],
  ["GET /conduit/api/tags HTTP/1.1\r\nHost: x\r\nAccept: text/html;q=1, */*;q=0", 406],
] as const)("the bytes %j are answered %i, in the one form that failures have", async (head, status) => {
  const bytes = head.replace("GET /articles", "GET /conduit/api/articles");
  const [first = "", rest = ""] = bytes.split("\r\n\r\n");

  const answer = await raw(`${first}\r\nConnection: close\r\n\r\n${rest}`);

  expect(Number(answer.split(" ")[1])).toBe(status);
  const { errors } = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4)) as { errors?: { body: string[] } };
  if (status !== 200) expect(errors?.body).toEqual([expect.any(String)]);
});

async function raw(bytes: string): Promise<string> {
  const socket = connect(conduit.port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk.toString()));
  socket.write(bytes, "latin1");
  await once(socket, "close");
  return answer;
}

test("a fault of ours is told in the same form, without its cause, which is in the log", async () => {
  await using broken = await serve();
  await broken.world.db.$executeRaw`ALTER TABLE tags RENAME TO gone`;

  const answer = await fetch(`http://127.0.0.1:${broken.port}/conduit/api/tags`);

  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ errors: { body: ["Something went wrong on our side."] } });
  expect(broken.lines.at(-1)).toMatchObject({ level: "error", path: "conduit.tags.list", err: expect.any(Error) });
});
