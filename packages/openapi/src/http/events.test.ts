import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { tracked, TRPCError } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { generateDocument, rest } from "../index.ts";
import { type Served, serve, t } from "../serve.fixture.ts";

const Tick = z.object({ n: z.int(), at: z.date() });
const Named = z.object({ lastEventId: z.string().optional() });
const From = z.object({ topic: z.string().optional(), lastEventId: z.coerce.number().optional() });
const finished = Promise.withResolvers<void>();
const silent = Promise.withResolvers<void>();
let yielded = 0;

const router = t.router({
  ticks: rest(t.procedure.input(From), "GET /ticks", { event: Tick }).subscription(async function* ({ input }) {
    const first = (input.lastEventId ?? 0) + 1;
    for (let n = first; n < first + 2; n += 1) yield tracked(String(n), { n, at: new Date(n) });
  }),
  named: rest(t.procedure.input(Named), "GET /named").subscription(async function* ({ input }) {
    yield tracked("é€", input.lastEventId ?? "nothing");
  }),
  plain: rest(t.procedure, "GET /plain").subscription(async function* () {
    yield undefined;
    yield { big: 5n, set: new Set([1]) };
    yield "two\nlines";
  }),
  badEnd: rest(t.procedure, "GET /bad-end").subscription(() => ({
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.resolve({ done: true as const, value: undefined }),
      return: () => {
        throw new Error("never heard of");
      },
    }),
  })),
  observed: rest(t.procedure, "GET /observed").subscription(() =>
    observable<number>((emit) => {
      emit.next(1);
      emit.complete();
    }),
  ),
  refused: rest(t.procedure, "GET /refused").subscription((): AsyncIterable<number> => {
    throw new TRPCError({ code: "FORBIDDEN", message: "not you" });
  }),
  breaks: rest(t.procedure, "GET /breaks").subscription(async function* () {
    yield 1;
    throw new TRPCError({ code: "CONFLICT", message: "too late" });
  }),
  crashes: rest(t.procedure, "GET /crashes").subscription(async function* () {
    yield 1;
    throw new Error("secret");
  }),
  badId: rest(t.procedure, "GET /bad-id").subscription(async function* () {
    yield tracked("a\nevent: forged", 1);
  }),
  nothing: rest(t.procedure, "GET /nothing").subscription(() => 5 as unknown as AsyncIterable<number>),
  waits: rest(t.procedure, "GET /waits").subscription(async function* ({ signal }) {
    try {
      yield 1;
      await once(signal!, "abort").catch(() => {});
    } finally {
      finished.resolve();
    }
  }),
  deaf: rest(t.procedure, "GET /deaf").subscription(async function* () {
    yield 1;
    await silent.promise;
  }),
  flood: rest(t.procedure, "GET /flood").subscription(async function* () {
    const text = "x".repeat(10_000);
    for (;;) {
      yielded += 1;
      yield text;
    }
  }),
  byName: t.procedure.input(From).subscription(async function* () {
    yield 1;
  }),
});

const stop = new AbortController();
let served: Served;
beforeAll(async () => {
  served = await serve(router, { heartbeatMs: 5, stop: stop.signal });
});
afterAll(async () => {
  silent.resolve();
  await served[Symbol.asyncDispose]();
});

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${served.port}${path}`, { headers });
/** All events of a stream that ends, without its comments. */
const eventsOf = async (path: string, headers?: Record<string, string>) =>
  (await (await open(path, headers)).text()).split("\n\n").filter((block) => block !== "" && block !== ":");

describe("a subscription over GET", () => {
  test("sends what it yields, tracked values with their ids, and says when it ends", async () => {
    const response = await open("/ticks");
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    const text = await response.text();
    expect(text.startsWith(":\n\n")).toBe(true);
    expect(text.replaceAll(":\n\n", "")).toBe(
      `id: 1\ndata: {"n":1,"at":"${new Date(1).toJSON()}"}\n\nid: 2\ndata: {"n":2,"at":"${new Date(2).toJSON()}"}\n\nevent: end\ndata: \n\n`,
    );
  });

  test("goes on after the last event that the client got, whatever its URL says", async () => {
    expect((await eventsOf("/ticks", { "last-event-id": "7" }))[0]).toContain("id: 8\n");
    expect((await eventsOf("/ticks?lastEventId=3"))[0]).toContain("id: 4\n");
    expect((await eventsOf("/ticks?lastEventId=3", { "last-event-id": "7" }))[0]).toContain("id: 8\n");
    expect((await open("/ticks", { "last-event-id": "x" })).status).toBe(400);
    const id = Buffer.from("é€").toString("latin1");
    expect((await eventsOf("/named", { "last-event-id": id }))[0]).toBe('id: é€\ndata: "é€"');
  });

  test("writes values of any kind on one line each", async () => {
    expect(await eventsOf("/plain")).toEqual([
      "data: null",
      'data: {"big":"5","set":[1]}',
      'data: "two\\nlines"',
      "event: end\ndata: ",
    ]);
    expect(await eventsOf("/observed")).toEqual(["data: 1", "event: end\ndata: "]);
    expect(await eventsOf("/bad-end")).toEqual(["event: end\ndata: "]);
    expect(await eventsOf("/by-name")).toEqual(["data: 1", "event: end\ndata: "]);
  });

  test("is refused with a status before it begins, and with an event after", async () => {
    expect((await served.call("GET /refused")).json).toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect((await served.call("GET /nothing")).json).toMatchObject({ status: 500 });
    const [first, error] = await eventsOf("/breaks");
    expect(first).toBe("data: 1");
    expect(error).toBe('event: error\ndata: {"title":"Conflict","status":409,"code":"CONFLICT","detail":"too late"}');
    expect((await eventsOf("/crashes"))[1]).not.toContain("secret");
    expect(await eventsOf("/bad-id")).toEqual([expect.stringMatching(/^event: error\ndata: \{.*500/)]);
  });

  test("answers GET alone, as events alone", async () => {
    const head = await served.call("HEAD /ticks");
    expect([head.status, head.headers.get("allow")]).toEqual([405, "GET, OPTIONS"]);
    expect((await served.call("GET /ticks", { headers: { accept: "application/json" } })).status).toBe(406);
    expect((await open("/ticks", { accept: "text/*" })).status).toBe(200);
  });

  test("keeps a silent connection open, and ends what was begun when the client leaves", async () => {
    const controller = new AbortController();
    const response = await fetch(`http://127.0.0.1:${served.port}/waits`, { signal: controller.signal });
    let text = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.split(":\n\n").length > 4) break;
    }
    expect(text).toContain("data: 1\n\n:\n\n:\n\n");
    controller.abort();
    await finished.promise;
  });

  test("waits for a slow reader", async () => {
    const call = request({ port: served.port, host: "127.0.0.1", path: "/flood" });
    call.end();
    const [response] = (await once(call, "response")) as [IncomingMessage];
    response.pause();
    // It stands still once the buffers are full: from one heartbeat's time to the next nothing more is yielded.
    let before = -1;
    while (before !== yielded) {
      before = yielded;
      await eventsOf("/plain");
      await eventsOf("/ticks");
    }
    expect(yielded).toBeLessThan(5000);
    response.destroy();
  });

  test("ends without a word when the server stops, even one that hears nothing", async () => {
    await using own = await serve(router, { heartbeatMs: 60_000, stop: stop.signal });
    const response = await fetch(`http://127.0.0.1:${own.port}/deaf`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("data: 1")) text += (await reader.read()).value;
    stop.abort();
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += next.value;
    expect(text).toBe(":\n\ndata: 1\n\n");
  });
});

test("the document says what the events hold", async () => {
  const { paths } = await generateDocument({ router, info: { title: "T", version: "1" } });
  const { get } = paths["/ticks"]!;
  expect(get.responses[200].content).toEqual({
    "text/event-stream": {
      schema: {
        type: "object",
        properties: {
          n: { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
          at: { type: "string", format: "date-time" },
        },
        required: ["n", "at"],
      },
    },
  });
  expect(get.parameters.map(({ name }: { name: string }) => name)).toEqual(["topic", "lastEventId", "Last-Event-ID"]);
});
