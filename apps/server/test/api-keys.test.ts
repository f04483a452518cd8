import { once } from "node:events";
import { createClient } from "@tenon/client";
import type { ApiKeyWithSecret } from "@tenon/contract/api-keys";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { connectMcp, problemOf } from "./mcp-client.ts";
import { type Person, startTestApp, type TestApp } from "./test-app.ts";

const post = { title: "T", body: "B", published: true };

async function withKey(app: TestApp, change: object = {}): Promise<{ ada: Person; key: ApiKeyWithSecret }> {
  const ada = await app.join("ada");
  const input = { name: "Key", scopes: ["post:read" as const, "post:create" as const], ...change };
  return { ada, key: await ada.client.me.apiKeys.create.mutate(input) };
}

test("a key calls over every transport what its scopes allow, and nothing else", async () => {
  await using app = await startTestApp({ MCP: "write" });
  const { ada, key } = await withKey(app);
  const token = key.secret;
  const client = createClient({ url: app.url, token });
  const mcp = await connectMcp(app.url, { authorization: `Bearer ${token}` });

  const created = await Promise.all([
    client.posts.create.mutate(post).then(({ author }) => author.username),
    app
      .rest<{ author: { username: string } }>("POST /posts", { token, body: post })
      .then(({ body }) => body.author.username),
    mcp
      .callTool({ name: "posts_create", arguments: post })
      .then((result) => problemOf(result as never)?.reason ?? "ada"),
  ]);
  const refused = [
    await client.me.get.query().catch((error: { data: { reason: string } }) => error.data.reason),
    (await app.rest("GET /me/api-keys", { token })).body.reason,
    (await app.rest("POST /me/api-keys", { token, body: { name: "More", scopes: ["post:read"] } })).body.reason,
    (await app.rest(`DELETE /posts/x`, { token })).body.reason,
    (await app.rest("GET /jobs", { token })).body.reason,
  ];
  await mcp.close();

  expect(created).toEqual([ada.username, ada.username, ada.username]);
  expect(refused).toEqual(["SCOPE_MISSING", "SCOPE_MISSING", "SCOPE_MISSING", "SCOPE_MISSING", "FORBIDDEN"]);
});

test("over WebSocket a key calls, and its streams end with it", async () => {
  await using app = await startTestApp();
  const { ada, key } = await withKey(app, { scopes: ["notification:read"] });
  const socket = new WebSocket(`${app.url.replace("http", "ws")}/trpc?connectionParams=1`);
  const messages: { id?: number; error?: { json: { data: { reason: string } } }; result?: { type?: string } }[] = [];
  socket.on("message", (data: Buffer) => {
    if (data.toString().startsWith("{")) messages.push(JSON.parse(data.toString()) as never);
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ method: "connectionParams", data: { token: key.secret } }));
  const ask = (id: number, method: string, path: string) =>
    socket.send(JSON.stringify({ id, method, params: { path, input: { json: {} } } }));

  ask(1, "query", "me.notifications.list");
  ask(2, "query", "posts.feed");
  ask(3, "subscription", "me.notifications.stream");
  await eventually(() => expect(messages.filter(({ id }) => id !== undefined)).toHaveLength(3));
  await ada.client.me.apiKeys.revoke.mutate({ id: key.id });

  await eventually(() =>
    expect(messages.find(({ id, error }) => id === 3 && error)?.error?.json.data.reason).toBe("UNAUTHENTICATED"),
  );
  expect(messages.find(({ id }) => id === 2)?.error?.json.data.reason).toBe("SCOPE_MISSING");
  socket.terminate();
});

test("a key that is ended, mistyped or from elsewhere is refused, and does not fall back to a cookie", async () => {
  await using app = await startTestApp({ TRUST_PROXY: "1" });
  const { ada, key } = await withKey(app, { allowedIps: ["203.0.113.0/24"] });
  const from = (ip: string, token = key.secret) =>
    app.rest("GET /feed", { token, headers: { "x-forwarded-for": ip } }).then(({ status }) => status);

  const before = [await from("203.0.113.7"), await from("198.51.100.7"), await from("203.0.113.7", `${key.secret}0`)];
  await ada.client.me.apiKeys.revoke.mutate({ id: key.id });
  const signIn = await fetch(`${app.url}/api/v1/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: ada.email, password: "a long enough password" }),
  });
  const [cookie = ""] = signIn.headers.getSetCookie();
  const headers = { cookie: cookie.split(";")[0]!, "x-forwarded-for": "203.0.113.7" };
  const withCookie = await app.rest("GET /feed", { token: key.secret, headers });

  expect(before).toEqual([200, 401, 401]);
  expect(withCookie.status).toBe(401);
});

test("each key has a budget of its own, and no secret of any is logged", async () => {
  await using app = await startTestApp({ RATE_LIMIT: "6" });
  const { ada, key } = await withKey(app);

  const statuses = [];
  for (let call = 0; call < 7; call += 1) statuses.push((await app.rest("GET /feed", { token: key.secret })).status);
  const owners = await app.rest("GET /feed", { token: ada.token });

  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  expect(owners.status).toBe(200);
  expect(JSON.stringify(app.lines)).not.toContain(key.secret.slice(-57));
});

test("an address that is none is told with what one looks like", async () => {
  await using app = await startTestApp();
  const { token } = await app.join("ada");

  const body = { name: "Key", scopes: ["post:read"], allowedIps: ["203.0.113.0/24", "10.0.0.0/40"] };
  const answer = await app.rest("POST /me/api-keys", { token, body });

  expect(answer.body).toMatchObject({
    reason: "INVALID_INPUT",
    fields: [{ path: ["allowedIps", 1], message: expect.stringContaining("such as 203.0.113.0/24") as string }],
  });
});
