import {
  TRPCClientError,
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  isNonJsonSerializable,
  splitLink,
} from "@trpc/client";
import type { TRPCLink } from "@trpc/client";
import { EventSource } from "eventsource";
import superjson from "superjson";
import { expect, test } from "vitest";
import { createLinksRouter } from "./links/router.ts";
import type { LinksRouter } from "./links/router.ts";
import { serve } from "./served.ts";
import type { Options } from "./served.ts";

const transformer = superjson;
const silent = { started: () => {}, aborted: () => {} };

/** A server and a client of it, over the link under test. */
async function connected(
  link: (url: string) => TRPCLink<LinksRouter>,
  { witness = silent, ...options }: Options & { witness?: typeof silent } = {},
) {
  const server = await serve(createLinksRouter(witness), options);
  const client = createTRPCClient<LinksRouter>({ links: [link(server.url)] });
  return { client, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const json = [
  ["httpLink", (url: string) => httpLink<LinksRouter>({ url, transformer })],
  ["httpBatchLink", (url: string) => httpBatchLink<LinksRouter>({ url, transformer })],
  ["httpBatchStreamLink", (url: string) => httpBatchStreamLink<LinksRouter>({ url, transformer })],
  [
    "httpLink with POST for queries",
    (url: string) => httpLink<LinksRouter>({ url, transformer, methodOverride: "POST" }),
  ],
  [
    "httpBatchLink with POST for queries",
    (url: string) => httpBatchLink<LinksRouter>({ url, transformer, methodOverride: "POST" }),
  ],
  [
    "httpBatchStreamLink with POST for queries",
    (url: string) => httpBatchStreamLink<LinksRouter>({ url, transformer, methodOverride: "POST" }),
  ],
] as const;

test.each(json)("%s carries values, errors and nothing, also with superjson", async (_name, link) => {
  await using served = await connected(link, { allowMethodOverride: true });
  const { client } = served;
  const [hello, dates, sum, nothing] = await Promise.all([
    client.hello.query("é 漢 & + %"),
    client.dates.query({ at: new Date(1) }),
    client.add.mutate({ n: 1 }),
    client.nothing.query(),
  ]);
  expect([hello, dates, sum, nothing]).toEqual([
    "hello é 漢 & + %",
    { next: new Date(2), tags: new Set(["a"]) },
    2,
    undefined,
  ]);
  const error: unknown = await client.fails.mutate().catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(TRPCClientError);
  expect(error).toMatchObject({ message: "taken", data: { code: "CONFLICT", httpStatus: 409, path: "fails" } });
});

test("httpBatchLink sends calls made together as one batch", async () => {
  const paths: unknown[] = [];
  await using served = await connected((url) => httpBatchLink({ url, transformer }), {
    createContext: ({ info }) => (paths.push(info.calls.length), {}),
  });
  expect(await Promise.all([served.client.index.query(), served.client.index.query()])).toEqual([0, 1]);
  expect(paths).toEqual([2]);
});

test("httpBatchLink keeps to maxItems where the server has a maxBatchSize", async () => {
  await using served = await connected((url) => httpBatchLink({ url, transformer, maxItems: 2 }), { maxBatchSize: 2 });
  const { client } = served;
  expect(await Promise.all(["a", "b", "c"].map((name) => client.hello.query(name)))).toEqual([
    "hello a",
    "hello b",
    "hello c",
  ]);
});

test("httpBatchStreamLink streams what a generator yields", async () => {
  await using served = await connected((url) => httpBatchStreamLink({ url, transformer }));
  const letters: string[] = [];
  for await (const letter of await served.client.letters.query()) letters.push(letter);
  expect(letters).toEqual(["a", "b"]);
});

test("httpSubscriptionLink receives every event and the end", async () => {
  await using served = await connected((url) => httpSubscriptionLink({ url, transformer, EventSource }));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const events: unknown[] = [];
  const subscription = served.client.count.subscribe(undefined, {
    onData: (event) => void events.push(event),
    onError: reject,
    onComplete: resolve,
  });
  await promise;
  subscription.unsubscribe();
  expect(events).toEqual([1, 2, 3].map((n) => ({ id: String(n), data: { n, at: new Date(n) } })));
});

test("splitLink takes subscriptions, uploads and the rest each their own way", async () => {
  await using served = await connected((url) =>
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: httpSubscriptionLink({ url, transformer, EventSource }),
      false: splitLink({
        condition: ({ input }) => isNonJsonSerializable(input),
        true: httpLink({
          url,
          transformer: { serialize: (value: unknown) => value, deserialize: superjson.deserialize },
        }),
        false: httpBatchLink({ url, transformer }),
      }),
    }),
  );
  const { client } = served;
  const form = new FormData();
  form.set("name", "ann");
  form.set("file", new File(["content é"], "a.txt"));
  expect(await client.form.mutate(form)).toEqual({ name: "ann", file: ["a.txt", "content é"] });
  expect(await client.octet.mutate(new Uint8Array([1, 2, 255]))).toEqual({ length: 3, last: 255 });
  expect(await client.octet.mutate(new Blob(["blob"]))).toEqual({ length: 4, last: 98 });
  expect(await client.add.mutate({ n: 1 })).toBe(2);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const subscription = client.count.subscribe({ lastEventId: 2 }, { onData: resolve, onError: reject });
  expect(await promise).toMatchObject({ id: "3" });
  subscription.unsubscribe();
});

test.each(json.slice(0, 3))("an abort at the client of %s reaches the procedure's signal", async (_name, link) => {
  const [started, aborted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await using served = await connected(link, { witness: { started: started.resolve, aborted: aborted.resolve } });
  const controller = new AbortController();
  const call = served.client.waits.query(undefined, { signal: controller.signal }).catch((cause: unknown) => cause);
  await started.promise;
  controller.abort();
  await aborted.promise;
  expect(await call).toBeInstanceOf(TRPCClientError);
});
