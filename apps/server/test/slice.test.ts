import { expect, test } from "vitest";
import { password, startTestApp } from "./test-app.ts";

test("a post is written over tRPC and read over REST, by id and by slug", async () => {
  await using server = await startTestApp();
  const ada = await server.join("ada");

  const post = await ada.client.posts.create.mutate({
    title: "On Engines",
    body: "# Hello",
    tags: ["History"],
    published: true,
  });
  const byId = await server.rest(`GET /posts/${post.id}`);
  const bySlug = await server.rest("GET /posts/on-engines");

  expect(post.createdAt).toBeInstanceOf(Date);
  expect(byId).toMatchObject({
    status: 200,
    body: { title: "On Engines", tags: ["history"], createdAt: post.createdAt.toISOString() },
  });
  expect(bySlug.body).toEqual(byId.body);
});

test("a create over REST answers 201 with a Location that leads to the new thing", async () => {
  await using server = await startTestApp();
  const { token } = await server.join("ada");

  const created = await server.rest("POST /posts", { token, body: { title: "A", body: "B" } });
  const followed = await fetch(`${server.url}${created.headers.get("location")}`, {
    headers: { authorization: `Bearer ${token}` },
  });

  expect(created.status).toBe(201);
  expect(await followed.json()).toEqual(created.body);
});

test("signing in sets a cookie that signs the next call in, and signing out ends it", async () => {
  await using server = await startTestApp();
  await server.join("ada");

  const login = await server.rest("POST /auth/login", { body: { email: "ADA@example.org", password } });
  const cookie = login.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const me = await server.rest("GET /me", { headers: { cookie } });
  const logout = await server.rest("POST /auth/logout", { headers: { cookie } });
  const after = await server.rest("GET /me", { headers: { cookie } });

  expect(login.headers.getSetCookie()[0]).toMatch(
    /^session=ss_[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  expect(login.body).toMatchObject({ token: null, user: { email: "ada@example.org" } });
  expect(login.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(me).toMatchObject({ status: 200, body: { username: "ada" } });
  expect(logout.status).toBe(204);
  expect(after).toMatchObject({ status: 401, body: { reason: "UNAUTHENTICATED" } });
});

test("a token that no longer holds does not stand in the way of signing in again, or out", async () => {
  await using server = await startTestApp();
  const ada = await server.join("ada");
  await ada.client.auth.logout.mutate();

  const { user } = await ada.client.auth.login.mutate({ email: ada.email, password });
  await ada.client.auth.logout.mutate();

  expect(user.username).toBe("ada");
});

test("If-Match over REST is the same lock as ifMatch over tRPC", async () => {
  await using server = await startTestApp();
  const { client, token } = await server.join("ada");
  const post = await client.posts.create.mutate({ title: "A", body: "" });

  const route = `PATCH /posts/${post.id}`;
  const read = await server.rest(`GET /posts/${post.id}`, { token });
  const ifMatch = { "if-match": read.headers.get("etag") ?? "" };
  const first = await server.rest(route, { token, body: { title: "B" }, headers: ifMatch });
  const second = await server.rest(route, { token, body: { title: "C" }, headers: ifMatch });

  expect(first).toMatchObject({ status: 200, body: { title: "B", version: 2 } });
  expect(first.headers.get("etag")).toMatch(/^"2\./);
  expect(second).toMatchObject({ status: 412, body: { reason: "PRECONDITION_FAILED" } });
  await expect(client.posts.update.mutate({ id: post.id, ifMatch: 1, title: "D" })).rejects.toMatchObject({
    data: { reason: "PRECONDITION_FAILED", httpStatus: 412 },
  });
});

test("a stale If-Match deletes nothing, and the ETag that was read deletes", async () => {
  await using server = await startTestApp();
  const { client, token } = await server.join("ada");
  const post = await client.posts.create.mutate({ title: "A", body: "" });

  const read = await server.rest(`GET /posts/${post.id}`, { token });
  const stale = await server.rest(`DELETE /posts/${post.id}`, { token, headers: { "if-match": '"9"' } });
  const ifMatch = { "if-match": read.headers.get("etag") ?? "" };
  const right = await server.rest(`DELETE /posts/${post.id}`, { token, headers: ifMatch });

  expect([stale.status, right.status]).toEqual([412, 204]);
});

test("50 concurrent updates with one If-Match: exactly one wins", async () => {
  await using server = await startTestApp();
  const { client, token } = await server.join("ada");
  const post = await client.posts.create.mutate({ title: "A", body: "" });

  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      server.rest(`PATCH /posts/${post.id}`, { token, body: { title: `T${index}` }, headers: { "if-match": '"1"' } }),
    ),
  );

  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, ...Array(49).fill(412)]);
});

test("50 concurrent registrations of one e-mail address: exactly one account", async () => {
  await using server = await startTestApp();

  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      server.rest("POST /auth/register", { body: { email: "ada@example.org", password, name: "Ada" } }),
    ),
  );

  const statuses = answers.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => ![201, 409, 503].includes(status))).toEqual([]);
  expect(await server.app.deps.db.user.count()).toBe(1);
});

test("lists page by cursor and by number, with Link headers in REST", async () => {
  await using server = await startTestApp();
  const { client } = await server.join("ada");
  for (let index = 0; index < 5; index += 1)
    await client.posts.create.mutate({ title: `T${index}`, body: "", published: true });

  const first = await server.rest<{ nextCursor: string; items: { title: string }[] }>("GET /posts?limit=2");
  const second = await server.client.posts.list.query({ limit: 2, cursor: first.body.nextCursor });
  const numbered = await server.rest("GET /posts?limit=2&page=3");

  expect(first.body.items.map((post) => post.title)).toEqual(["T4", "T3"]);
  expect(second.items.map((post) => post.title)).toEqual(["T2", "T1"]);
  expect(first.headers.get("link")).toContain('rel="next"');
  expect(numbered.body).toMatchObject({ page: 3, totalPages: 3, total: 5, nextCursor: null });
});

test("a call with the same Idempotency-Key is answered with the first output and makes nothing new", async () => {
  await using server = await startTestApp();
  const { token } = await server.join("ada");
  const headers = { "idempotency-key": "one" };

  const first = await server.rest("POST /posts", { token, headers, body: { title: "A", body: "" } });
  const again = await server.rest("POST /posts", { token, headers, body: { title: "A", body: "" } });
  const other = await server.rest("POST /posts", { token, headers, body: { title: "B", body: "" } });

  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(other).toMatchObject({ status: 422, body: { reason: "IDEMPOTENCY_MISMATCH" } });
  expect(await server.app.deps.db.post.count()).toBe(1);
});
