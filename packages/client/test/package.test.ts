import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const client = join(root, "packages/client");
const serverSide = /prisma|lucia|argon2|pino|redis|Ctx\b|node:|@tenon\/(?!client)|packages\//;

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "tenon-client-"));
  execFileSync(process.execPath, [join(client, "scripts/package.ts")]);
  // From files alone, so that the test needs no registry: what the package depends on is packed as it lies in the workspace.
  const overrides = Object.fromEntries(
    [...dependenciesOf(client)].map(([name, folder]) => [name, `file:${pack(folder)}`]),
  );
  const dependencies = { "@tenon/client": `file:${pack(join(client, "dist/package"))}` };
  const manifest = { name: "outside", private: true, type: "module", dependencies, overrides };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  npm(["install", "--offline", "--legacy-peer-deps", "--no-audit", "--no-fund"]);
  copyFileSync(join(import.meta.dirname, "program.txt"), join(project, "program.ts"));
}, 120_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each([
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
])("a program outside the workspace type-checks every declaration (module %s, resolution %s)", (module, resolution) => {
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable", "esnext.disposable"],
    module,
    moduleResolution: resolution,
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));

  const { stdout, status } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", project], { encoding: "utf8" });

  expect(stdout).toBe("");
  expect(status).toBe(0);
});

test("the declarations are few and name nothing of the server", () => {
  const folder = join(project, "node_modules/@tenon/client");
  const files = readdirSync(folder).filter((name) => name.endsWith(".d.ts"));

  expect(files.toSorted()).toEqual(["app-router.d.ts", "index.d.ts"]);
  for (const file of files) expect(readFileSync(join(folder, file), "utf8"), file).not.toMatch(serverSide);
});

test("the browser's bundle holds tRPC's client and superjson, and nothing of the server", async () => {
  const build = await rolldown({ input: join(project, "program.ts"), platform: "browser", cwd: project });
  const { output } = await build.generate({ minify: true });
  await build.close();

  const modules = output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  const packagesUsed = new Set(modules.flatMap((id) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []));
  expect([...packagesUsed].toSorted()).toEqual([
    "@tenon/client",
    "@trpc/client",
    "@trpc/server",
    "copy-anything",
    "superjson",
  ]);
  expect(code).not.toMatch(/prisma|lucia|argon2|require\(|process\.binding|createServer/i);
  expect(code.length).toBeLessThan(62_000);
});

/** The packages that a folder of the workspace, or of pnpm's store, depends on, directly or not, and where they lie. */
function dependenciesOf(folder: string, known = new Map<string, string>()): Map<string, string> {
  const isOurs = folder === client;
  const modules = isOurs ? join(client, "node_modules") : folder.slice(0, folder.lastIndexOf("node_modules") + 12);
  const manifest = JSON.parse(
    readFileSync(join(isOurs ? join(client, "dist/package") : folder, "package.json"), "utf8"),
  ) as {
    dependencies?: Record<string, string>;
  };
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (known.has(name)) continue;
    known.set(name, realpathSync(join(modules, name)));
    dependenciesOf(known.get(name) ?? "", known);
  }
  return known;
}

/** A tarball of a folder, in the project. */
const pack = (folder: string) => join(project, npm(["pack", folder, "--ignore-scripts", "--silent"]).trim());

/** npm without its own variables, which would make it believe that it runs in the workspace. */
function npm(args: string[]): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return execFileSync("npm", args, { cwd: project, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
