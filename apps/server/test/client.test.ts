import { type ClientOptions, createClient, reasonOf, wireErrorOf } from "@tenon/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password, startTestApp, type TestApp } from "./test-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server[Symbol.asyncDispose]());

/** A client whose requests can be counted, and fail as they are told to before they are sent. */
function observed(failures: (() => Response)[] = [], options: Partial<ClientOptions> = {}) {
  const requests: string[] = [];
  const observe: typeof fetch = async (input, init) => {
    requests.push(input instanceof Request ? input.url : input.toString());
    const failure = failures.shift();
    return failure ? failure() : fetch(input, init);
  };
  return { requests, client: createClient({ url: `${server.url}/`, fetch: observe, ...options }) };
}

const offline = (): Response => {
  throw new TypeError("fetch failed");
};
const gateway = () => new Response("<html>Bad gateway</html>", { status: 502 });

test("calls of one tick travel together, ten at a time; sign-in calls travel alone", async () => {
  const { client, requests } = observed();
  const credentials = { email: "nobody@example.org", password };

  await Promise.all(Array.from({ length: 12 }, () => client.system.info.query()));
  expect(requests).toHaveLength(2);

  await Promise.allSettled([client.auth.login.mutate(credentials), client.auth.login.mutate(credentials)]);
  expect(requests.slice(2).map((url) => new URL(url).pathname)).toEqual(["/trpc/auth.login", "/trpc/auth.login"]);
});

test.each([
  ["a lost connection", offline],
  ["a gateway's 502", gateway],
])("a query survives %s", async (_, failure) => {
  const { client, requests } = observed([failure, failure]);

  await expect(client.system.info.query()).resolves.toMatchObject({ name: "Tenon" });
  expect(requests).toHaveLength(3);
});

test("a mutation is never sent twice", async () => {
  const { client, requests } = observed([offline]);

  const error = await client.auth.logout.mutate().catch((cause: unknown) => cause);

  expect(requests).toHaveLength(1);
  expect(reasonOf(error)).toBeUndefined();
});

test("what the server refuses, or the caller aborts, is not tried again", async () => {
  const { client, requests } = observed();
  const gone = AbortSignal.abort();

  await expect(client.posts.get.query({ id: "nope" })).rejects.toThrow("There is no such post.");
  await expect(client.system.info.query(undefined, { signal: gone })).rejects.toThrow(/abort/i);

  expect(requests.length).toBeLessThanOrEqual(2);
});

test("an error tells its reason, its fields and its request", async () => {
  const { client } = await server.join("ada");

  const error = await client.posts.create.mutate({ title: "", body: "<b>" }).catch((cause: unknown) => cause);

  expect(reasonOf(error)).toBe("INVALID_INPUT");
  expect(wireErrorOf(error)).toMatchObject({
    httpStatus: 400,
    fields: [{ path: ["title"], code: "too_small" }],
    requestId: expect.stringMatching(/^[\w-]{8,}$/),
  });
  expect(reasonOf(new Error("something else"))).toBeUndefined();
});

test("a token may be a function, asked for each request", async () => {
  const { token } = await server.join("grace");
  let present: string | null = null;
  const { client } = observed([], { token: () => present, headers: { "x-request-id": "from-the-client" } });

  await expect(client.me.get.query()).rejects.toMatchObject({
    data: { reason: "UNAUTHENTICATED", requestId: "from-the-client" },
  });
  present = token;
  await expect(client.me.get.query()).resolves.toMatchObject({ username: "grace" });
});
