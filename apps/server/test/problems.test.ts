import { errors } from "@tenon/contract/errors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./test-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server[Symbol.asyncDispose]());

type Description = { type: string; title: string; status: number; reason: string; help: string };
const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
const asJson = { accept: "application/json" };

test.each(Object.entries(errors))(
  "%s has a page that says what it means and what to do",
  async (reason, { status }) => {
    const path = `/problems/${reason.toLowerCase().replaceAll("_", "-")}`;

    const page = await get(path);
    const described = (await (await get(path, asJson)).json()) as Description;

    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toMatch(new RegExp(`<h1>.+</h1>(.|\n)*<code>${reason}</code> · HTTP ${status} `));
    expect(described).toMatchObject({ type: path, reason, status });
    expect(described.help.length).toBeGreaterThan(15);
  },
);

test.each([
  ["GET /posts/no-such-post", undefined, ["POST_NOT_FOUND", "There is no such post"]],
  ["GET /posts?limit=1000", undefined, ["INVALID_INPUT", "Some fields are not valid"]],
  ["GET /me", undefined, ["UNAUTHENTICATED", "Sign in first"]],
  ["GET /nowhere", undefined, ["NOT_FOUND", "There is nothing here"]],
  ["DELETE /tags", undefined, ["METHOD_NOT_ALLOWED", "This resource does not answer to that method"]],
  ["POST /auth/login", "{", ["MALFORMED_REQUEST", "The request could not be read"]],
])("the type of what %s answers leads to a page of its reason", async (route, body, [reason, title]) => {
  const problem = (await server.rest<{ type: string; title: string }>(route, { body })).body;

  const page = await fetch(new URL(problem.type, server.url));

  expect(problem.reason).toBe(reason);
  expect(problem.title).toBe(title);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(`<code>${reason}</code>`);
});

test("fields say what to write, to whoever can write text alone", async () => {
  const admin = await server.join("root", "admin");
  const login = await server.rest("POST /auth/login", { body: { username: "ada", password: "x" } });
  const list = await server.rest("GET /audit?from=yesterday", admin);

  expect(
    [...(login.body.fields ?? []), ...(list.body.fields ?? [])].map(({ path, message }) => [path, message]),
  ).toEqual([
    [["email"], "must be given"],
    [["username"], "There is no such field."],
    [["from"], "must be a date and time such as 2026-11-01T00:00:00Z"],
  ]);
});

test("what the server itself refuses has a type as well", async () => {
  const problem = (await (await get("/nowhere")).json()) as Description;

  expect(problem).toMatchObject({ type: "/problems/not-found", title: "There is nothing here", reason: "NOT_FOUND" });
});

test("a title is one sentence", async () => {
  const list = (await (await get("/problems", asJson)).json()) as Description[];

  expect(list.filter(({ title }) => title.includes(". ") || title.endsWith("."))).toEqual([]);
  expect(list.find(({ reason }) => reason === "CONFLICT")?.title).toBe("Another change came first");
});

test("the index leads to every page, for people and for programs", async () => {
  const html = await (await get("/problems", { accept: "text/html,application/json;q=0.9" })).text();
  const list = (await (await get("/problems", asJson)).json()) as Description[];

  expect(list.map(({ reason }) => reason)).toEqual(Object.keys(errors));
  expect([...html.matchAll(/<li><a href="([^"]+)">/g)].map(([, href]) => href)).toEqual(list.map(({ type }) => type));
  expect((await get("/problems/")).status).toBe(200);
});

test("a page allows its own style and nothing else, and is nowhere but at its address", async () => {
  const { headers } = await get("/problems/conflict");

  expect(headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
  );
  expect(headers.get("vary")).toContain("Accept");
  expect((await get("/problems/no-such-problem")).status).toBe(404);
  expect((await get("/problems/conflict/x")).status).toBe(404);
  expect((await fetch(`${server.url}/problems`, { method: "POST" })).status).toBe(405);
});
