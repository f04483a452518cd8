import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { TRPCError } from "@trpc/server";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { type Failure, formatProblem, rest } from "../index.ts";
import { serve, t } from "../serve.fixture.ts";

const Post = z.object({ id: z.string(), version: z.number(), at: z.date() });
const post = { id: "a b", version: 3, at: new Date(0) };
const Page = z.object({ cursor: z.string().optional(), page: z.number().optional(), limit: z.number().default(20) });

let counter = 0;
const router = t.router({
  get: rest(t.procedure.input(z.object({ id: z.string() })).output(Post), "GET /posts/{id}", {
    etag: ({ version }) => version,
  }).query(() => post),
  hashed: rest(t.procedure.output(Post), "GET /hashed", { etag: "body", cacheControl: "public, max-age=60" }).query(
    () => post,
  ),
  create: rest(t.procedure.output(Post), "POST /posts", { status: 201 }).mutation(() => post),
  elsewhere: rest(t.procedure.output(Post), "POST /elsewhere", {
    status: 201,
    location: ({ id }) => `/posts/${id}\r\nX: y`,
  }).mutation(() => post),
  absolute: rest(t.procedure.output(Post), "POST /absolute", {
    status: 201,
    location: () => "https://x.test/1",
  }).mutation(() => post),
  update: rest(
    t.procedure
      .input(z.object({ id: z.string(), title: z.string(), ifMatch: z.number().optional() }))
      .output(z.object({ version: z.number() })),
    "PATCH /posts/{id}",
    { in: { ifMatch: "header:If-Match" }, etag: ({ version }) => version },
  ).mutation(({ input }) => ({ version: (input.ifMatch ?? 0) + 1 })),
  counted: rest(t.procedure.output(Post), "GET /counted", { etag: { version: ({ version }) => version } }).query(
    () => ({ ...post, at: new Date(counter) }),
  ),
  recount: rest(t.procedure.input(z.object({ ifMatch: z.number() })).output(Post), "PUT /counted", {
    in: { ifMatch: "header:If-Match" },
    etag: { version: ({ version }) => version },
  }).mutation(({ input }) => ({ ...post, version: input.ifMatch + 1 })),
  uncount: rest(t.procedure.input(z.object({ ifMatch: z.number() })), "DELETE /counted", {
    in: { ifMatch: "header:If-Match" },
  }).mutation(({ input }) => ({ gone: input.ifMatch })),
  bound: rest(
    t.procedure.input(z.object({ trace: z.string().optional(), theme: z.enum(["dark", "light"]).optional() })),
    "GET /bound",
    { in: { trace: "header:X-Trace", theme: "cookie:theme" } },
  ).query(({ input }) => input),
  remove: rest(t.procedure.input(z.object({ id: z.string() })), "DELETE /posts/{id}", { status: 204 }).mutation(
    () => "ignored",
  ),
  nothing: rest(t.procedure.output(z.void()), "POST /nothing").mutation(() => {}),
  undefinedly: rest(t.procedure, "GET /undefined").query(() => undefined),
  nullish: rest(t.procedure.output(z.null()), "GET /null").query(() => null),
  later: rest(t.procedure.output(z.void()), "POST /later", { status: 202 }).mutation(() => {}),
  list: rest(t.procedure.input(Page), "GET /list", { paginate: true }).query(({ input }) => ({
    items: [],
    nextCursor: input.cursor === "end" ? null : "a/b",
  })),
  old: rest(t.procedure, "GET /old", {
    deprecated: { since: "2026-01-01", sunset: "2027-01-01", link: "https://x.test/why" },
  }).query(() => 1),
  fail: rest(t.procedure.input(z.object({ code: z.string() })), "GET /fail/{code}").query(({ input }) => {
    throw new TRPCError({ code: input.code as TRPCError["code"], message: "the inside story" });
  }),
  crash: rest(t.procedure, "GET /crash").query(() => {
    throw new Error("secret");
  }),
  stray: rest(t.procedure, "GET /stray").query(() => z.string().parse(1)),
  badOutput: rest(t.procedure.output(z.object({ n: z.number() })), "GET /bad-output").query(
    () => ({ n: "x" }) as never,
  ),
  unwritable: rest(t.procedure, "GET /unwritable").query(() => () => {}),
  wait: rest(t.procedure, "GET /wait").query(async ({ signal }) => {
    started.resolve();
    await once(signal!, "abort");
    aborted.resolve();
  }),
});
let started = Promise.withResolvers<void>();
let aborted = Promise.withResolvers<void>();

describe("a success", () => {
  test("is JSON with its length, private on GET and not stored elsewhere", async () => {
    await using server = await serve(router);
    const get = await server.call("GET /posts/1");
    const create = await server.call("POST /posts");

    expect(get.json).toEqual({ id: "a b", version: 3, at: "1970-01-01T00:00:00.000Z" });
    expect([get.headers.get("content-type"), get.headers.get("cache-control")]).toEqual([
      "application/json",
      "private",
    ]);
    expect(get.headers.get("content-length")).toBe(String(Buffer.byteLength(get.text)));
    expect(create.headers.get("cache-control")).toBe("no-store");
  });

  test("201 says where: by the route below, by the spec, or elsewhere", async () => {
    await using server = await serve(router, { basePath: "/v1" });
    const locations = [];
    for (const path of ["posts", "posts/", "elsewhere", "absolute"])
      locations.push((await server.call(`POST /v1/${path}`)).headers.get("location"));

    expect(locations).toEqual([
      "/v1/posts/a%20b",
      "/v1/posts/a%20b",
      "/v1/posts/a%20b%0D%0AX:%20y",
      "https://x.test/1",
    ]);
  });

  test.each([
    ["DELETE /posts/1", 204, ""],
    ["POST /nothing", 204, ""],
    ["GET /undefined", 204, ""],
    ["GET /null", 200, "null"],
    ["POST /later", 202, ""],
  ])("%s", async (line, status, text) => {
    await using server = await serve(router);
    const seen = await server.call(line);

    expect([seen.status, seen.text]).toEqual([status, text]);
    expect(seen.headers.get("content-length")).toBe(status === 204 ? null : String(text.length));
  });

  test("carries the headers of the options and of a deprecation", async () => {
    await using server = await serve(router, {
      responseHeaders: ({ operation, ctx }) => ({ "X-By": `${operation.path} ${ctx.user}` }),
    });
    const { headers } = await server.call("GET /old");

    expect(headers.get("x-by")).toBe("old ann");
    expect(headers.get("deprecation")).toBe("@1767225600");
    expect(headers.get("sunset")).toBe("Fri, 01 Jan 2027 00:00:00 GMT");
    expect(headers.get("link")).toBe('<https://x.test/why>; rel="deprecation"');
  });

  test("a page links to the first and the next one, keeping the query", async () => {
    await using server = await serve(router, { basePath: "/v1" });
    const middle = await server.call("GET /v1/list?limit=5&cursor=x&page=2");
    const last = await server.call("GET /v1/list?cursor=end");
    const bare = await server.call("GET /v1/list");

    expect(middle.headers.get("link")).toBe(
      '</v1/list?limit=5>; rel="first", </v1/list?limit=5&cursor=a%2Fb>; rel="next"',
    );
    expect(last.headers.get("link")).toBe('</v1/list>; rel="first"');
    expect(bare.headers.get("link")).toBe('</v1/list>; rel="first", </v1/list?cursor=a%2Fb>; rel="next"');
  });
});

describe("conditions", () => {
  test("a version is a strong tag, a body hash a weak one; both answer 304", async () => {
    await using server = await serve(router);
    const version = await server.call("GET /posts/1");
    const hashed = await server.call("GET /hashed");
    const tag = hashed.headers.get("etag")!;

    expect(version.headers.get("etag")).toBe('"3"');
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/);
    for (const header of [tag, tag.slice(2), `"x", ${tag}`, "*"]) {
      const seen = await server.call("GET /hashed", { headers: { "if-none-match": header } });
      expect([seen.status, seen.text, seen.headers.get("etag"), seen.headers.get("cache-control")]).toEqual([
        304,
        "",
        tag,
        "public, max-age=60",
      ]);
    }
    for (const header of ['"other"', "", "W/"])
      expect((await server.call("GET /hashed", { headers: { "if-none-match": header } })).status).toBe(200);
    expect((await server.call("HEAD /hashed", { headers: { "if-none-match": tag } })).status).toBe(304);
  });

  test.each([
    ['"3"', 200, 4],
    ["3", 200, 4],
    ["*", 200, 1],
    [undefined, 200, 1],
    ['W/"3"', 412, undefined],
    ['"3", "4"', 400, undefined],
    ['"abc"', 400, undefined],
    ['"', 400, undefined],
    ["abc", 400, undefined],
  ])("If-Match: %s", async (header, status, version) => {
    await using server = await serve(router);
    const seen = await server.call("PATCH /posts/1", {
      body: { title: "x" },
      headers: header === undefined ? {} : { "if-match": header },
    });

    expect([seen.status, seen.json.version]).toEqual([status, version]);
    if (status === 200) expect(seen.headers.get("etag")).toBe(`"${version}"`);
    if (status === 400) expect(seen.json.errors).toMatchObject([{ in: "header", pointer: "#/ifMatch" }]);
  });

  test("a version with a hash tells representations apart and still serves If-Match", async () => {
    await using server = await serve(router);
    const tagOf = async () => (await server.call("GET /counted")).headers.get("etag")!;

    const first = await tagOf();
    counter += 1;
    const second = await tagOf();

    expect(first).toMatch(/^"3\.[\w-]{27}"$/);
    expect(second).not.toBe(first);
    for (const tag of [first, second, '"3"', "3"]) {
      const written = await server.call("PUT /counted", { headers: { "if-match": tag } });
      expect([written.status, written.json.version]).toEqual([200, 4]);
      expect(written.headers.get("etag")).toMatch(/^"4\./);
    }
    expect((await server.call("PUT /counted", { headers: { "if-match": '"x.y"' } })).status).toBe(400);
  });

  test.each([[{}], [{ "if-match": "*" }]])("what must name a version and does not is a 428: %j", async (headers) => {
    await using server = await serve(router);

    expect(await server.call("PUT /counted", { headers })).toMatchObject({
      status: 428,
      json: {
        code: "PRECONDITION_REQUIRED",
        detail: "This request needs If-Match with a version",
        errors: [{ in: "header", pointer: "#/ifMatch", code: "missing" }],
      },
    });
  });

  test("it serves the If-Match of what sends no such tag itself, on the same path", async () => {
    await using server = await serve(router);
    const read = await server.call("GET /counted");

    const removed = await server.call("DELETE /counted", { headers: { "if-match": read.headers.get("etag")! } });

    expect([removed.status, removed.json]).toEqual([200, { gone: 3 }]);
  });

  test("a key bound to a header or a cookie is read from there alone", async () => {
    await using server = await serve(router);
    const both = await server.call("GET /bound", {
      headers: { "x-trace": "abc", cookie: 'a=b; theme="dark"; theme=light' },
    });
    const smuggled = await server.call("GET /bound?trace=x");
    const contrary = await server.call("GET /bound?trace=x", { headers: { "x-trace": "y" } });

    expect(both.json).toEqual({ trace: "abc", theme: "dark" });
    expect((await server.call("GET /bound", { headers: { cookie: "theme=blue" } })).json.errors).toMatchObject([
      { in: "cookie", pointer: "#/theme" },
    ]);
    expect([smuggled.status, contrary.status]).toEqual([400, 400]);
    expect(smuggled.json.detail).toBe("trace is read from the header X-Trace");
    expect((await server.call("PATCH /posts/1", { body: { title: "x", ifMatch: 3 } })).status).toBe(400);
  });
});

describe("a failure", () => {
  test("is a problem with tRPC's status and code, its words kept below 500", async () => {
    await using server = await serve(router);
    const notFound = await server.call("GET /fail/NOT_FOUND");
    const unavailable = await server.call("GET /fail/SERVICE_UNAVAILABLE");
    const unauthorized = await server.call("GET /fail/UNAUTHORIZED");

    expect(notFound.json).toEqual({ title: "Not Found", status: 404, code: "NOT_FOUND", detail: "the inside story" });
    expect([notFound.headers.get("content-type"), notFound.headers.get("cache-control")]).toEqual([
      "application/problem+json",
      "no-store",
    ]);
    expect(unavailable.json).toEqual({ title: "Service Unavailable", status: 503, code: "SERVICE_UNAVAILABLE" });
    expect([unauthorized.status, unauthorized.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  });

  test.each(["crash", "stray", "bad-output", "unwritable"])("%s is a bare 500", async (path) => {
    await using server = await serve(router);
    const seen = await server.call(`GET /${path}`);

    expect([seen.status, seen.json]).toEqual([
      500,
      { title: "Internal Server Error", status: 500, code: "INTERNAL_SERVER_ERROR" },
    ]);
  });

  test("is formatted by the product, bridge failures included, and HTTP's own headers stay", async () => {
    await using server = await serve(router, {
      formatError: (failure) => ({
        ...formatProblem(failure),
        code: `X_${formatProblem(failure).status}`,
        type: "https://x.test/problem",
        title: "No",
        requestId: failure.ctx?.user ?? "unknown",
        headers: { "Retry-After": "3", Bad: "a\r\nb" },
      }),
    });
    const limited = await server.call("GET /fail/TOO_MANY_REQUESTS");
    const wrong = await server.call("DELETE /list");

    expect(limited.json).toEqual({
      type: "https://x.test/problem",
      title: "No",
      status: 429,
      code: "X_429",
      detail: "the inside story",
      requestId: "ann",
    });
    expect(limited.headers.get("retry-after")).toBe("3");
    expect(limited.headers.get("bad")).toBeNull();
    expect([wrong.json.code, wrong.json.requestId, wrong.headers.get("allow")]).toEqual([
      "X_405",
      "unknown",
      "GET, HEAD, OPTIONS",
    ]);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("formatter");
      },
    ],
    ["gives a status of success", () => ({ status: 200, code: "X" })],
    ["gives what JSON cannot write", () => ({ status: 400, code: "X", big: 1n })],
  ])("survives a formatter that %s", async (_, formatError) => {
    await using server = await serve(router, { formatError });
    const seen = await server.call("GET /fail/NOT_FOUND");

    expect([seen.status, seen.json.code]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
  });

  test("is reported with what is known of it, and a hook that fails harms nothing", async () => {
    const seen: Failure[] = [];
    const onError = vi.fn(async (failure: Failure) => {
      seen.push(failure);
      throw new Error("hook");
    });
    await using server = await serve(router, { onError });

    await server.call("GET /fail/CONFLICT");
    await server.call("GET /nowhere");

    expect(seen).toMatchObject([
      { path: "fail", type: "query", ctx: { user: "ann" }, input: { code: "CONFLICT" }, error: { code: "CONFLICT" } },
      {
        path: undefined,
        type: "unknown",
        ctx: undefined,
        input: undefined,
        error: { code: "NOT_FOUND", reason: "ROUTE_NOT_FOUND" },
      },
    ]);
  });

  test("of the context is answered like any other", async () => {
    await using server = await serve(router, {
      createContext: () => {
        throw new TRPCError({ code: "UNAUTHORIZED", message: "who?" });
      },
    });
    expect((await server.call("GET /null")).json).toMatchObject({ status: 401, detail: "who?" });
  });

  test("takes back what a middleware said of a success", async () => {
    await using server = await serve(router, {
      createContext: ({ res }) => {
        res.setHeader("ETag", '"1"').setHeader("Set-Cookie", "a=b").setHeader("Cache-Control", "public");
        return { user: "ann" };
      },
    });
    const { headers } = await server.call("GET /fail/NOT_FOUND");

    expect([headers.get("etag"), headers.get("set-cookie"), headers.get("cache-control")]).toEqual([
      null,
      "a=b",
      "no-store",
    ]);
    expect((await server.call("GET /null")).headers.get("cache-control")).toBe("public");
  });
});

describe("the context", () => {
  test("is made as tRPC's adapters make it", async () => {
    const infos: unknown[] = [];
    await using server = await serve(router, {
      createContext: async ({ info }) => {
        infos.push({
          ...info,
          signal: info.signal.aborted,
          calls: await Promise.all(
            info.calls.map(async (call) => [call.path, await call.getRawInput(), call.result()]),
          ),
        });
        return { user: "ann" };
      },
    });
    await server.call("GET /posts/7");

    const input = { id: "7" };
    expect(infos).toEqual([
      {
        accept: null,
        type: "query",
        isBatchCall: false,
        connectionParams: null,
        url: null,
        signal: false,
        calls: [["get", input, input]],
      },
    ]);
  });
});

describe("a client that leaves", () => {
  test("aborts the procedure's signal", async () => {
    await using server = await serve(router);
    started = Promise.withResolvers();
    aborted = Promise.withResolvers();
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
    await started.promise;

    socket.destroy();

    await expect(aborted.promise).resolves.toBeUndefined();
  });

  test("in the middle of its body is reported as gone", async () => {
    const errors: string[] = [];
    await using server = await serve(router, { onError: ({ error }) => void errors.push(error.code) });
    const socket = connect(server.port, "127.0.0.1");
    socket.write("PATCH /posts/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{");
    await sleep(30);

    socket.destroy();

    await expect.poll(() => errors).toEqual(["CLIENT_CLOSED_REQUEST"]);
  });
});
