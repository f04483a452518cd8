import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ClientOptions, createClient } from "@tenon/client";
import { eventually } from "@tenon/db/testing";
import { EventSource } from "eventsource";
import { expect, test } from "vitest";

/** A gateway that answers as it is told, one time after the other; the last answer again and again. */
async function startGateway(answers: ((res: ServerResponse) => void)[]) {
  const urls: string[] = [];
  const server = createServer((req, res) => {
    urls.push(req.url ?? "");
    (answers[urls.length - 1] ?? answers.at(-1))?.(res);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    urls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const status = (code: number) => (res: ServerResponse) => void res.writeHead(code).end("<h1>gateway</h1>");

const streamOf = (id: string) => (res: ServerResponse) => {
  const item = {
    json: { type: "reset", id: null, at: "2026-11-21T00:00:00.000Z", post: null },
    meta: { values: { at: ["Date"] }, v: 1 },
  };
  res.writeHead(200, { "content-type": "text/event-stream" });
  res.write(`event: connected\ndata: {}\n\nid: ${id}\ndata: ${JSON.stringify(item)}\n\n`);
  if (id === "1.1") setTimeout(() => res.destroy(), 50);
};

function follow(options: ClientOptions) {
  const ids: string[] = [];
  const errors: Error[] = [];
  const { unsubscribe } = createClient(options).posts.events.subscribe(undefined, {
    onData: ({ id }) => void ids.push(id),
    onError: (error) => void errors.push(error),
  });
  return { ids, errors, [Symbol.dispose]: unsubscribe };
}

test("a stream outlives a gateway that says 503, and goes on after the last event", { timeout: 30_000 }, async () => {
  await using gateway = await startGateway([status(503), streamOf("1.1"), status(503), streamOf("2.2")]);
  using stream = follow({ url: gateway.url, EventSource });

  await eventually(() => expect(stream.ids).toEqual(["1.1", "2.2"]), { timeout: 20_000 });

  expect(stream.errors).toEqual([]);
  expect(gateway.urls.at(-1)).toContain(encodeURIComponent('"lastEventId":"1.1"'));
});

test("an answer that another try would not change ends the stream at once", async () => {
  await using gateway = await startGateway([status(404)]);
  using stream = follow({ url: gateway.url, EventSource });

  await eventually(() => expect(stream.errors).toHaveLength(1));

  expect(gateway.urls).toHaveLength(1);
});

test("where there is no EventSource, server-sent events are refused with what to do", async () => {
  using stream = follow({ url: "http://127.0.0.1:1", subscriptions: "sse" });

  await eventually(() => expect(stream.errors).toHaveLength(1));

  expect(stream.errors[0]?.message).toContain("eventsource");
});

test("a token goes with the events' request in a header, never in its address", async () => {
  await using gateway = await startGateway([streamOf("2.2")]);
  const sent: unknown[] = [];
  const given = (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
    sent.push(new Headers(init?.headers).get("authorization"));
    return fetch(input, init);
  };
  using stream = follow({ url: gateway.url, EventSource, token: "secret", fetch: given });

  await eventually(() => expect(stream.ids).toEqual(["2.2"]));

  expect(sent).toEqual(["Bearer secret"]);
  expect(gateway.urls.join()).not.toContain("secret");
});
