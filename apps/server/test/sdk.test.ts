import {
  authLogin,
  authRegister,
  createTenonClient,
  isProblem,
  itemsOf,
  meGet,
  postsCreate,
  postsDelete,
  postsFeed,
  postsGet,
  postsList,
  postsRestore,
  postsUpdate,
  ProblemError,
  unwrap,
} from "@tenon/sdk";
import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import { password, startTestApp, type TestApp } from "./test-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server[Symbol.asyncDispose]());

const clientOf = (token?: string) =>
  createTenonClient({ url: `${server.url}/`, ...(token !== undefined && { token }) });

async function join(name: string) {
  const body = { email: `${name}@example.org`, password, name, mode: "bearer" as const };
  const { token } = await unwrap(authRegister({ client: clientOf(), body }));
  return clientOf(token ?? "");
}

test("a program registers, writes, reads back, and its dates are the strings that JSON has", async () => {
  const client = await join("ada");
  const body = { title: "From the SDK", body: "Hi", tags: ["sdk"], published: true };

  const post = await unwrap(postsCreate({ client, body }));
  const read = await unwrap(postsGet({ client, path: { id: post.slug } }));
  const me = await unwrap(meGet({ client }));

  expect(read).toEqual(post);
  expect(me.username).toBe(post.author.username);
  expect(post.createdAt).toBe(new Date(post.createdAt).toISOString());
  expectTypeOf(post.createdAt).toEqualTypeOf<string>();
  expectTypeOf(post.publishAt).toEqualTypeOf<string | null>();
  expectTypeOf(post.status).toEqualTypeOf<"draft" | "scheduled" | "published">();
});

test("a failure is a result with the typed problem, or an exception by unwrap", async () => {
  const client = clientOf();

  const { data, error, response } = await postsGet({ client, path: { id: "no-such-post" } });
  const thrown = await unwrap(postsList({ client, query: { limit: 1000 } })).catch((cause: unknown) => cause);

  expect([data, error?.reason, error?.type, response?.status]).toEqual([
    undefined,
    "POST_NOT_FOUND",
    "/problems/post-not-found",
    404,
  ]);
  expect(thrown).toBeInstanceOf(ProblemError);
  expect(thrown).toMatchObject({
    reason: "INVALID_INPUT",
    problem: { fields: [{ path: ["limit"], code: "too_big" }] },
  });
  // @ts-expect-error -- a reason that the server never gives
  expect(error?.reason === "NO_SUCH_REASON").toBe(false);
});

test("nobody is signed in without a token, and a function gives the present one", async () => {
  const { token } = await unwrap(
    authRegister({ client: clientOf(), body: { email: "eve@example.org", password, name: "Eve", mode: "bearer" } }),
  );
  let present: string | undefined;
  const client = createTenonClient({ url: server.url, token: () => present });

  const before = await meGet({ client });
  present = token ?? "";
  const after = await meGet({ client });

  expect(before.error?.reason).toBe("UNAUTHENTICATED");
  expect(after.data?.name).toBe("Eve");
});

test("the token travels with public calls too: a list shows its reader's own drafts", async () => {
  const client = await join("drafter");
  await unwrap(postsCreate({ client, body: { title: "Unfinished", body: "" } }));
  const query = { published: false };

  const own = await unwrap(postsList({ client, query }));
  const others = await unwrap(postsList({ client: clientOf(), query }));

  expect(own.items.map(({ title }) => title)).toEqual(["Unfinished"]);
  expect(others.items).toEqual([]);
});

test("a list is read to its end, page by page, and its failure is thrown", async () => {
  const client = await join("lister");
  const bodies = ["a", "b", "c", "d", "e"].map((title) => ({ title, body: "", tags: ["paged"], published: true }));
  for (const body of bodies) await unwrap(postsCreate({ client, body }));
  const titles: string[] = [];

  for await (const post of itemsOf((at) => postsList({ client, query: { tag: "paged", limit: 2, ...at } }))) {
    titles.push(post.title);
  }
  const first = itemsOf((at) => postsFeed({ client: clientOf(), query: at })).next();

  expect(titles).toEqual(["e", "d", "c", "b", "a"]);
  await expect(first).rejects.toMatchObject({ name: "ProblemError", reason: "UNAUTHENTICATED" });
});

test("a change on an old version is refused, and an answer without a body is a success", async () => {
  const client = await join("editor");
  const post = await unwrap(postsCreate({ client, body: { title: "Versions", body: "" } }));
  const path = { id: post.id };
  const headers = { "If-Match": `"${post.version}"` };

  const changed = await unwrap(postsUpdate({ client, path, headers, body: { summary: "Second" } }));
  const late = await postsUpdate({ client, path, headers, body: { summary: "Late" } });
  const deleted = await postsDelete({ client, path });
  const restored = await postsRestore({ client, path });
  const nothing = await unwrap(postsDelete({ client, path }));

  expect(changed.version).toBe(post.version + 1);
  expect(late.error?.reason).toBe("PRECONDITION_FAILED");
  expect([deleted.error, deleted.response?.status]).toEqual([undefined, 204]);
  expect(restored.data?.id).toBe(post.id);
  expect(nothing).toBeUndefined();
});

test("a server that is not there is an error that is no problem document", async () => {
  const client = createTenonClient({ url: "http://127.0.0.1:1" });

  const { error } = await authLogin({ client, body: { email: "a@b.example", password } });

  expect(isProblem(error)).toBe(false);
  expect(new ProblemError(error)).toMatchObject({ problem: undefined, reason: undefined, cause: error });
});
