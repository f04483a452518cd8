import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as upstream from "@trpc/server/adapters/standalone";
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
import * as adapter from "../src/index.ts";

const theirs = "@trpc/server/adapters/standalone";

let project: OutsideProject;

beforeAll(() => {
  project = installOutside("node");
  const server = readFileSync(join(import.meta.dirname, "package/server.txt"), "utf8");
  writeFileSync(join(project.folder, "theirs.ts"), server);
  writeFileSync(join(project.folder, "ours.ts"), server.replace(theirs, "@tenon/node"));
  copyFileSync(join(import.meta.dirname, "package/executor.txt"), join(project.folder, "executor.ts"));
}, 60_000);

afterAll(() => project[Symbol.dispose]());

test("publint finds nothing", async () => {
  expect(await publintMessages(project)).toEqual([]);
});

test("the types are those of the code, wherever modules can be imported", { timeout: 20_000 }, async () => {
  expect(await typesOf(project)).toEqual({
    kind: "included",
    problems: [],
    entries: [".", "./executor", "./superjson"],
  });
});

test("the package is small, and names nothing but tRPC and Node", () => {
  const code = project.files.filter((name) => /\.(js|ts)$/.test(name));
  const bytes = code.map((name) => readFileSync(join(project.installed, name), "utf8").length);

  expect(importsOf(project).filter((to) => !/^(node:|@trpc\/server(\/|$))/.test(to))).toEqual([]);
  expect(code.filter((name) => name.endsWith(".js"))).toEqual([
    "executor/index.js",
    "index.js",
    "shared.js",
    "superjson.js",
  ]);
  expect(code.filter((name) => name.endsWith(".d.ts")).length).toBeLessThanOrEqual(7);
  expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(60_000);
  expect(project.manifest).not.toHaveProperty("dependencies");
});

test.each(compilers)("a change of one import type-checks ($name)", { timeout: 30_000 }, (compiler) => {
  expect(typeCheck(project, ["ours.ts", "theirs.ts", "executor.ts"], compiler)).toBe("");
});

test.each([
  ["theirs.ts", '200 greet {"result":{"data":"Hello, Ann"}}'],
  ["ours.ts", '200 greet {"result":{"data":"Hello, Ann"}}'],
  ["executor.ts", "Hello, Ann"],
])("the program runs: %s", { timeout: 20_000 }, (program, printed) => {
  expect(run(project, program)).toBe(printed);
});

test("what upstream's entry has, ours has", () => {
  expect(Object.keys(adapter)).toEqual(expect.arrayContaining(Object.keys(upstream)));
});
