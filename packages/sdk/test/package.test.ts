import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, Package } from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";

const workspace = join(import.meta.dirname, "..");
const tsc = join(workspace, "../../node_modules/typescript/bin/tsc");

/** A project outside the workspace with nothing but the package. */
let project: string;
let installed: string;

beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "tenon-sdk-package-")));
  installed = join(project, "node_modules/@tenon/sdk");
  execFileSync(process.execPath, [join(workspace, "scripts/package.ts"), installed]);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  copyFileSync(join(import.meta.dirname, "package/program.txt"), join(project, "program.ts"));
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const files = () => globSync("**/*.{js,ts,json}", { cwd: installed }).toSorted();
const textOf = (name: string) => readFileSync(join(installed, name), "utf8");

test("publint finds nothing", async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true, pack: false });

  expect(messages).toEqual([]);
});

test("the types are those of the code, wherever modules can be imported", { timeout: 20_000 }, async () => {
  const contents = Object.fromEntries(files().map((name) => [`/node_modules/@tenon/sdk/${name}`, textOf(name)]));

  const result = await checkPackage(new Package(contents, "@tenon/sdk", "0.1.0"));

  // As `attw --profile esm-only`: `require` and the resolution of Node 10 are not for packages of modules alone.
  const isOfModules = (problem: object) =>
    !("resolutionKind" in problem && ["node10", "node16-cjs"].includes(String(problem.resolutionKind)));
  expect(result.types).toEqual({ kind: "included" });
  expect("problems" in result && result.problems.filter(isOfModules)).toEqual([]);
});

test("it needs nothing: no dependency, no import but its own files", () => {
  const code = files().filter((name) => name !== "package.json");
  const specifiers = code.flatMap((name) => [...textOf(name).matchAll(/(?:from|import\() ?["']([^"']+)["']/g)]);

  expect(JSON.parse(textOf("package.json"))).not.toHaveProperty("dependencies");
  expect(specifiers.map(([, to]) => to).filter((to) => !/^\.\.?\/.*\.js$/.test(to ?? ""))).toEqual([]);
});

test.each([
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
])("a strict program type-checks (module %s, resolution %s)", { timeout: 30_000 }, (module, moduleResolution) => {
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    module,
    moduleResolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));

  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });

  expect(stdout).toBe("");
  expect(status).toBe(0);
});

test("the program runs", { timeout: 20_000 }, () => {
  const env = { ...process.env, NODE_OPTIONS: "" };

  const printed = execFileSync(process.execPath, [join(project, "program.ts")], { encoding: "utf8", env });

  expect(printed.trim()).toBe("One POST_NOT_FOUND");
});
