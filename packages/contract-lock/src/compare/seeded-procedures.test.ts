import { rest } from "@tenon/openapi";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Routes, changesOf, contractOf, none, p } from "../contract.fixture.ts";
import { compareContracts } from "../index.ts";

const Id = z.object({ id: z.string() });
const posts = (get: unknown): Routes => ({ posts: { get } }) as Routes;
const query = p.input(Id).output(Id).query(none);
const route = (spec: object = {}, line: "GET /posts/{id}" | "GET /p/{id}" = "GET /posts/{id}") =>
  posts(rest(p.input(Id).output(Id), line, spec as never).query(none));
const make = (spec: object = {}) => posts(rest(p.input(Id).output(Id), "POST /posts", spec as never).mutation(none));
const access = (name?: string) => posts(p.meta(name ? { access: name } : {}).query(none));
const security = (schemes?: string[] | null) => route(schemes === undefined ? {} : { security: schemes });
const until = (sunset: string) => route({ deprecated: { since: "2026-01-01", sunset } });

type Seed = [name: string, before: Routes, after: Routes, expected: string];

const seeds: Seed[] = [
  ["a procedure gone", posts(query), {}, "!procedure-removed"],
  ["a procedure new", {}, posts(query), "procedure-added"],
  [
    "a procedure renamed",
    posts(query),
    { posts: { read: query } },
    "!procedure-renamed posts.get, procedure-added posts.read",
  ],
  [
    "a query that became a mutation",
    posts(rest(p, "POST /x").query(none)),
    posts(rest(p, "POST /x").mutation(none)),
    "!kind-changed",
  ],
  [
    "a query that became a subscription",
    posts(p.meta({ rest: false }).query(none)),
    posts(p.meta({ rest: false }).subscription(none)),
    "!kind-changed",
  ],
  ["needs signing in", access("public"), access("user"), "!access-needs-sign-in"],
  ["needs a permission", access("user"), access("post:read"), "!access-needs-permission"],
  ["needs a permission at once", access("public"), access("post:read"), "!access-needs-permission"],
  ["needs another permission", access("post:read"), access("post:write"), "!access-needs-permission"],
  ["a permission less", access("post:read"), access("user"), "access-widened"],
  ["open to everybody", access("user"), access("public"), "access-widened"],
  ["nobody says who may call", access("user"), access(), "!access-unstated"],
  ["said for the first time", access(), access("user"), "!access-needs-sign-in"],
  ["an error more", route(), route({ errors: ["TAKEN"] }), "!error-added"],
  ["an error less", route({ errors: ["TAKEN", 404] }), route({ errors: [404] }), "error-removed"],
  ["the order of errors", route({ errors: ["TAKEN", "GONE"] }), route({ errors: ["GONE", "TAKEN"] }), ""],
  ["a deprecation", route(), route({ deprecated: true }), "deprecated"],
  ["a deprecation taken back", until("2027-01-01"), route(), "undeprecated"],
  ["an earlier end", until("2027-01-01"), until("2026-06-01"), "!sunset-earlier"],
  ["a later end", until("2027-01-01"), until("2028-01-01"), "sunset-changed"],
  ["an end", route({ deprecated: true }), until("2028-01-01"), "sunset-changed"],
  ["no end any more", until("2028-01-01"), route({ deprecated: { since: "2026-01-01" } }), "sunset-changed"],
  [
    "deprecated since another day",
    route({ deprecated: { since: "2026-01-01" } }),
    route({ deprecated: { since: "2026-02-01" } }),
    "deprecation-changed",
  ],
  ["an input that is needed", posts(p.mutation(none)), posts(p.input(Id).mutation(none)), "!input-added"],
  [
    "an input that may be left out",
    posts(p.mutation(none)),
    posts(p.input(Id.optional()).mutation(none)),
    "input-added",
  ],
  ["no input", posts(p.input(Id).mutation(none)), posts(p.input(z.void()).mutation(none)), "input-ignored"],
  [
    "an input that is needed now",
    posts(p.input(Id.optional()).mutation(none)),
    posts(p.input(Id).mutation(none)),
    "!input-now-required",
  ],
  [
    "an input that need not be",
    posts(p.input(Id).mutation(none)),
    posts(p.input(Id.optional()).mutation(none)),
    "input-now-optional",
  ],
  [
    "an answer",
    posts(p.output(z.void()).query(none)),
    posts(p.output(Id).query(none)),
    "output-added, !rest-status-changed",
  ],
  [
    "no answer",
    posts(p.meta({ rest: false }).output(Id).query(none)),
    posts(p.meta({ rest: false }).output(z.void()).query(none)),
    "!output-removed",
  ],
  [
    "an answer that may be missing",
    posts(p.output(Id).query(none)),
    posts(p.output(Id.optional()).query(none)),
    "!output-now-optional",
  ],
  [
    "an answer that is always there",
    posts(p.output(Id.optional()).query(none)),
    posts(p.output(Id).query(none)),
    "output-now-always",
  ],
  [
    "a chained input",
    posts(p.input(Id).mutation(none)),
    posts(
      p
        .input(Id)
        .input(z.object({ n: z.int() }))
        .mutation(none),
    ),
    "!input-required-property-added",
  ],
  [
    "another method",
    posts(rest(p, "GET /x").query(none)),
    posts(rest(p, "POST /x").query(none)),
    "!rest-method-changed",
  ],
  ["another path", route(), route({}, "GET /p/{id}"), "!rest-path-changed"],
  ["no REST", route(), posts(p.meta({ rest: false }).input(Id).output(Id).query(none)), "!rest-removed"],
  ["REST", posts(p.meta({ rest: false }).input(Id).output(Id).query(none)), route(), "rest-added"],
  ["another status", make({ status: 201 }), make({ status: 202 }), "!rest-status-changed"],
  ["another operationId", route(), route({ operationId: "read" }), "!rest-operation-id-changed"],
  ["a key in a header", make(), make({ in: { id: "header:X-Id" } }), "!rest-parameter-moved"],
  ["a key in the query", make({ in: { id: "header:X-Id" } }), make({ in: { id: "query" } }), "!rest-parameter-moved"],
  ["a key that is the body", make(), make({ body: "id" }), "!rest-parameter-moved"],
  ["an ETag", route(), route({ etag: "body" }), "rest-etag-added"],
  ["no ETag", route({ etag: "body" }), route(), "!rest-etag-removed"],
  ["a weaker ETag", route({ etag: () => 1 }), route({ etag: "body" }), "!rest-etag-weakened"],
  ["a stronger ETag", route({ etag: "body" }), route({ etag: { version: () => 1 } }), "rest-etag-changed"],
  ["no Location", make({ status: 201, location: () => "/x" }), make({ status: 201 }), "!rest-location-removed"],
  ["another cache", route(), route({ cacheControl: "public" }), "rest-cache-changed"],
  ["signing in over REST", security(null), security(["bearer"]), "!rest-security-changed"],
  ["a way less to sign in", security(["bearer", "session"]), security(["session"]), "!rest-security-changed"],
  ["a way more to sign in", security(["session"]), security(["bearer", "session"]), "rest-security-widened"],
  ["words", route({ summary: "a", tags: ["x"] }), route({ description: "b", examples: {} }), ""],
];

async function told(before: Routes, after: Routes): Promise<string> {
  const changes = await changesOf(before, after);
  for (const { message } of changes) expect(message).toMatch(/^[^]{10,}\.$/);
  const isOne = new Set(changes.map(({ procedure }) => procedure)).size < 2;
  if (isOne && changes[0]) expect(changes[0].procedure).toBe("posts.get");
  return changes
    .map(({ kind, rule, procedure }) => `${kind === "breaking" ? "!" : ""}${rule}${isOne ? "" : ` ${procedure}`}`)
    .join(", ");
}

test.each(seeds)("%s", async (...[, before, after, expected]: Seed) => {
  const all = await told(before, after);
  expect(all).toBe(expected);
});

describe("the registry", () => {
  test("a status that has changed is told of every procedure with the error", async () => {
    const routes = route({ errors: ["TAKEN"] });
    const [before, after] = [
      await contractOf(routes, { TAKEN: { status: 409 } }),
      await contractOf(routes, { TAKEN: { status: 422 } }),
    ];

    expect(compareContracts(before, after)).toMatchObject([
      { procedure: "posts.get", kind: "breaking", rule: "error-status-changed", where: "/errors/TAKEN" },
    ]);
  });

  test("tRPC's own codes need no entry; a name that nobody knows is a fault", async () => {
    const { procedures } = await contractOf(route({ errors: ["CONFLICT", 418] }));

    expect(procedures["posts.get"]?.errors).toEqual({ "418": 418, CONFLICT: 409 });
    await expect(contractOf(route({ errors: ["NOPE"] }))).rejects.toThrow("posts.get: NOPE is not a known error");
  });
});
