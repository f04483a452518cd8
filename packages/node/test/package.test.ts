import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkPackage, Package } from "@arethetypeswrong/core";
import * as upstream from "@trpc/server/adapters/standalone";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as adapter from "../src/index.ts";

const workspace = join(import.meta.dirname, "..");
const root = join(workspace, "../..");
const theirs = "@trpc/server/adapters/standalone";

/** A project outside the workspace, with the package and what it is installed beside. */
let project: string;
let installed: string;

beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "tenon-node-")));
  installed = join(project, "node_modules/@tenon/node");
  execFileSync(process.execPath, [join(workspace, "scripts/package.ts"), installed]);
  link("@trpc/server", workspace);
  link("@types/node", root);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));

  const server = readFileSync(join(import.meta.dirname, "package/server.txt"), "utf8");
  writeFileSync(join(project, "theirs.ts"), server);
  writeFileSync(join(project, "ours.ts"), server.replace(theirs, "@tenon/node"));
  cpSync(join(import.meta.dirname, "package/executor.txt"), join(project, "executor.ts"));
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function link(name: string, from: string): void {
  const at = join(project, "node_modules", name);
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(realpathSync(join(from, "node_modules", name)), at, "junction");
}

const filesOf = (folder: string) => globSync("**/*.*", { cwd: folder }).toSorted();

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true, pack: false });
  expect(messages).toEqual([]);
});

test("the types are those of the code, wherever modules can be imported", { timeout: 20_000 }, async () => {
  const contents = filesOf(installed).map((name) => [
    `/node_modules/@tenon/node/${name}`,
    readFileSync(join(installed, name), "utf8"),
  ]);
  const files = Object.fromEntries(contents) as Record<string, string>;
  const result = await checkPackage(new Package(files, "@tenon/node", "0.1.0"));

  // As `attw --profile esm-only`: `require` and the resolution of Node 10 are not for packages of modules alone.
  const isOfModules = (problem: object) =>
    !("resolutionKind" in problem && ["node10", "node16-cjs"].includes(String(problem.resolutionKind)));
  expect(result.types).toEqual({ kind: "included" });
  expect("problems" in result && result.problems.filter(isOfModules)).toEqual([]);
  expect("entrypoints" in result && Object.keys(result.entrypoints)).toEqual([".", "./executor", "./superjson"]);
});

test("the package is small, and its declarations name nothing but tRPC and Node", () => {
  const code = filesOf(installed).filter((name) => /\.(js|ts)$/.test(name));
  const texts = code.map((name) => readFileSync(join(installed, name), "utf8"));
  const named = texts.flatMap((text) => [...text.matchAll(/(?:from |import\(|import )"([^"]+)"/g)].map(([, to]) => to));
  const foreign = named.filter((to) => !/^(\.\.?\/|node:|@trpc\/server(\/|$))/.test(to ?? ""));

  expect(foreign).toEqual([]);
  expect(code.filter((name) => name.endsWith(".js"))).toEqual([
    "executor/index.js",
    "index.js",
    "shared.js",
    "superjson.js",
  ]);
  expect(code.filter((name) => name.endsWith(".d.ts")).length).toBeLessThanOrEqual(7);
  expect(texts.join("").length).toBeLessThan(60_000);
  expect(JSON.parse(readFileSync(join(installed, "package.json"), "utf8"))).not.toHaveProperty("dependencies");
});

test.each([
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
])("a change of one import type-checks (module %s, resolution %s)", { timeout: 30_000 }, (module, moduleResolution) => {
  const compilerOptions = {
    target: "es2024",
    lib: ["es2024"],
    types: ["node"],
    module,
    moduleResolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    erasableSyntaxOnly: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const files = ["ours.ts", "theirs.ts", "executor.ts"];
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));

  const { stdout, status } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", project], { encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

test.each([
  ["theirs.ts", '200 greet {"result":{"data":"Hello, Ann"}}'],
  ["ours.ts", '200 greet {"result":{"data":"Hello, Ann"}}'],
  ["executor.ts", "Hello, Ann"],
])("the program runs: %s", { timeout: 20_000 }, (program, printed) => {
  const env = { ...process.env, NODE_OPTIONS: "" };
  expect(execFileSync(process.execPath, [join(project, program)], { encoding: "utf8", env }).trim()).toBe(printed);
});

test("what upstream's entry has, ours has", () => {
  expect(Object.keys(adapter)).toEqual(expect.arrayContaining(Object.keys(upstream)));
});
