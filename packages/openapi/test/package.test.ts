import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  compilers,
  importsOf,
  installOutside,
  type OutsideProject,
  publintMessages,
  run,
  typeCheck,
  typesOf,
} from "../../../scripts/outside-project.ts";

let project: OutsideProject;

beforeAll(() => {
  project = installOutside("openapi");
  copyFileSync(join(import.meta.dirname, "package/program.txt"), join(project.folder, "program.ts"));
}, 60_000);

afterAll(() => project[Symbol.dispose]());

test("publint finds nothing", async () => {
  expect(await publintMessages(project)).toEqual([]);
});

test("the types are those of the code, wherever modules can be imported", { timeout: 20_000 }, async () => {
  expect(await typesOf(project)).toEqual({
    kind: "included",
    problems: [],
    entries: [".", "./describe", "./transport"],
  });
});

test("the package names nothing but its dependencies, its peers and Node", () => {
  const packages = importsOf(project).map((to) => /^(node:|(@[^/]+\/)?[^/]+)/.exec(to)?.[0]);

  expect([...new Set(packages)].toSorted()).toEqual(["@fastify/busboy", "@trpc/server", "node:", "rou3", "zod"]);
  expect(project.manifest).toMatchObject({
    dependencies: { "@fastify/busboy": expect.stringMatching(/^\^\d/), rou3: expect.stringMatching(/^\^\d/) },
    peerDependencies: { "@trpc/server": expect.stringMatching(/^\^11/), zod: expect.stringMatching(/^\^4/) },
  });
});

test("serving and documenting load nothing of describing", () => {
  const code = (name: string) => readFileSync(join(project.installed, name), "utf8");
  const loaded = new Set(["index.js"]);
  for (const name of loaded) for (const [, to = ""] of code(name).matchAll(/from "\.\/([^"]+)"/g)) loaded.add(to);

  expect(loaded.size).toBeGreaterThan(1);
  for (const name of loaded) expect(code(name), name).not.toContain("x-opaque");
  expect(code("describe/describe.js")).toContain("x-opaque");
});

test.each(compilers)("a strict program type-checks ($name)", { timeout: 30_000 }, (compiler) => {
  expect(typeCheck(project, ["program.ts"], compiler)).toBe("");
});

test("the program runs: a convention, a route, an upload, a subscription, a document", { timeout: 20_000 }, () => {
  expect(run(project, "program.ts").split("\n")).toEqual([
    '201 /posts/1 {"id":1,"title":"One","at":"2026-01-02T00:00:00.000Z"}',
    '200 {"id":1,"title":"One","at":"2026-01-02T00:00:00.000Z"}',
    '404 application/problem+json {"title":"Not Found","status":404,"code":"NOT_FOUND","detail":"No such post"}',
    '400 [{"pointer":"#/title"}]',
    '200 {"name":"a.txt","text":"Hello","user":"Ann"}',
    "200 text/event-stream 1,2",
    "3.1.1 get /posts/{id},post /posts,get /posts/events,put /posts/{id}/picture Post,Problem",
    "posts.get,posts.create,posts.events,posts.picture",
    '{"id":"1"} {"at":"2026-01-02T00:00:00.000Z"}',
  ]);
});
