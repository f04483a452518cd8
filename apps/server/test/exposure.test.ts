import { appRouter } from "@tenon/api";
import type { AnyTRPCProcedure } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { startTestApp, type TestApp } from "./test-app.ts";

type Operation = { security?: object[] };
type Document = { paths: Record<string, Record<string, Operation>> };

/** The paths of REST that read what depends on who asks; files have caches of their own. */
async function readsOf({ url }: TestApp): Promise<string[]> {
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  return Object.entries(paths).flatMap(([path, { get }]) =>
    get?.security?.length && !/\/(content|thumbnail)$/.test(path) ? [path] : [],
  );
}

test("what is answered to somebody who has signed in is stored nowhere, whatever they read (ASVS 5.0 14.3.2)", async () => {
  await using server = await startTestApp();
  const root = await server.join("root", "admin");
  const post = await root.client.posts.create.mutate({ title: "T", body: "B", published: true });
  const reads = await readsOf(server);
  const stored: string[] = [];
  let answered = 0;

  for (const path of reads) {
    const id = path.startsWith("/users") ? root.id : post.id;
    const leaving = new AbortController();
    const { status, headers } = await fetch(`${server.url}/api/v1${path.replaceAll(/\{\w+\}/g, id)}`, {
      headers: { authorization: `Bearer ${root.token}` },
      signal: leaving.signal,
    });
    leaving.abort();
    if (status === 200) answered += 1;
    if (!headers.get("cache-control")?.includes("no-store")) stored.push(`${path}: ${headers.get("cache-control")}`);
  }

  expect(stored).toEqual([]);
  expect(answered).toBeGreaterThan(15);
});

/** The names of what a procedure takes. */
const namesOf = ({ _def }: AnyTRPCProcedure): string[] =>
  (_def.inputs as z.ZodType[]).flatMap((input) => {
    const { properties = {} } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
    return Object.keys(properties);
  });

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);

test("no query takes a secret, for its input stands in an address (ASVS 5.0 14.2.1)", () => {
  const secretive = /password|secret|token|challenge|recovery|passkey|^code$|userCode|deviceCode|apiKey/i;
  const queries = procedures.filter(([, { _def }]) => _def.type === "query");
  const named = queries.flatMap(([path, procedure]) => namesOf(procedure).map((name) => [path, name] as const));

  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(([, name]) => secretive.test(name))).toEqual([]);
});

test("nobody is asked for a hint or a secret question (ASVS 5.0 6.4.2)", () => {
  const names = procedures.flatMap(([, procedure]) => namesOf(procedure));

  expect(names).toContain("password");
  expect(names.filter((name) => /hint|question|answer|maiden/i.test(name))).toEqual([]);
});

test("what stands in an address is not in the log (ASVS 5.0 14.2.1)", async () => {
  await using server = await startTestApp();

  for (const path of ["/api/v1/posts?search=canary", "/api/v1/nope?x=canary", "/files/u/canary", "/nope?token=canary"])
    await fetch(server.url + path);
  const input = encodeURIComponent(JSON.stringify({ json: { search: "canary" } }));
  await fetch(`${server.url}/trpc/posts.list?input=${input}`);

  expect(server.lines.length).toBeGreaterThan(2);
  expect(JSON.stringify(server.lines)).not.toContain("canary");
});

/** As it runs in production, but for where it is. */
const production = {
  NODE_ENV: "production",
  APP_SECRET: "Gm2jY1o8Vq4tZr7wXc0uBn5sKd9eHf3a",
  PUBLIC_URL: "https://api.example.com",
  MAIL: "off",
  ARGON2_MEMORY_KIB: "19456",
  ARGON2_PASSES: "2",
};

test("in production there are no metrics, no debugging and no documents but those that were asked for (ASVS 5.0 13.4.2, 13.4.5)", async () => {
  await using server = await startTestApp(production);
  const hidden =
    "/docs /docs/reference.js /dev/mail /metrics /debug /debug/vars /debug/pprof /actuator /status /.env /.git/config";
  const others = "/package.json /server-status /graphql /swagger /api-docs /playground /panel /trpc-panel /json/list";
  const found: string[] = [];

  for (const path of `${hidden} ${others}`.split(" ")) {
    const { status } = await fetch(server.url + path);
    if (status !== 404) found.push(`${path}: ${status}`);
  }
  const index = await (await fetch(server.url)).text();
  const health = (await (await fetch(`${server.url}/health/ready`)).json()) as object;

  expect(found).toEqual([]);
  expect(index).not.toMatch(/docs|mail/);
  expect(health).toEqual({ status: "ok", checks: { database: "ok" } });
});

test("in production an error tells neither its cause nor where it was (ASVS 5.0 13.4.2, 16.5.1)", async () => {
  await using server = await startTestApp(production);
  const { tag } = server.app.deps.db;
  Object.assign(tag, { findMany: () => Promise.reject(new Error("the secret cause")) });

  const answers = await Promise.all(
    ["/api/v1/tags", "/trpc/tags.list", "/trpc/nope", "/trpc/posts.list?input={"].map(async (path) =>
      (await fetch(server.url + path)).text(),
    ),
  );

  expect(answers.join("\n")).not.toMatch(/secret cause|stack|node_modules|\.ts\b|prisma/i);
  expect(answers[0]).toContain("INTERNAL");
});
