// For tests: a project outside the workspace in which a library of the workspace is installed as other projects have it.
import { execFileSync, spawnSync } from "node:child_process";
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkPackage, Package } from "@arethetypeswrong/core";
import { publint } from "publint";

const root = join(import.meta.dirname, "..");

type Names = Readonly<Record<string, string>>;
type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Names;
  readonly peerDependencies?: Names;
};

/** A folder of its own, with the library and whatever it depends on in `node_modules`. */
export interface OutsideProject extends Disposable {
  readonly folder: string;
  /** Where the library is installed. */
  readonly installed: string;
  /** Its files, from there. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
}

/** Packs the library `packages/<name>` and installs the archive. */
export function installOutside(name: string): OutsideProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `tenon-${name}-`)));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const manifest = install(folder, name);
  link(folder, "@types/node", root);
  const installed = join(folder, "node_modules", manifest.name);
  return {
    folder,
    installed,
    files: globSync("**/*.*", { cwd: installed }).toSorted(),
    manifest,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** As `npm install` of the archive would, but from what the workspace has: a test needs no registry. */
function install(project: string, name: string): Manifest {
  const workspace = join(root, "packages", name);
  const built = join(project, "built", name);
  execFileSync(process.execPath, [join(root, "scripts/pack-library.ts"), workspace, built]);
  const manifest = JSON.parse(readFileSync(join(built, "package.json"), "utf8")) as Manifest;
  const installed = join(project, "node_modules", manifest.name);
  mkdirSync(installed, { recursive: true });
  const archive = pack(built);
  execFileSync("tar", ["-xzf", archive, "--strip-components=1", "-C", installed], { cwd: built });
  for (const needed of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (needed.startsWith("@tenon/")) install(project, needed.slice("@tenon/".length));
    else link(project, needed, workspace);
  }
  return manifest;
}

/** npm without its own variables, which would make it believe that it runs in the workspace. */
function pack(folder: string): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  execFileSync("npm", ["pack", "--silent"], { cwd: folder, env, shell: process.platform === "win32" });
  return readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
}

function link(project: string, name: string, from: string): void {
  const at = join(project, "node_modules", name);
  mkdirSync(dirname(at), { recursive: true });
  rmSync(at, { force: true });
  symlinkSync(realpathSync(join(from, "node_modules", name)), at, "junction");
}

/** What publint has to say of the package. */
export async function publintMessages({ installed }: OutsideProject): Promise<readonly object[]> {
  const { messages } = await publint({ pkgDir: installed, strict: true, pack: false });
  return messages;
}

/** The entries whose types attw finds, and what is wrong with them wherever modules can be imported. */
export async function typesOf({ installed, files, manifest }: OutsideProject) {
  const { name, version } = manifest;
  const contents = files.map((file) => [`/node_modules/${name}/${file}`, readFileSync(join(installed, file), "utf8")]);
  const result = await checkPackage(new Package(Object.fromEntries(contents) as Names, name, version));
  if (!("problems" in result)) throw new Error(`${name} has no types`);
  // As `attw --profile esm-only`: `require` and the resolution of Node 10 are not for packages of modules alone.
  const isOfModules = (problem: object) =>
    !("resolutionKind" in problem && ["node10", "node16-cjs"].includes(String(problem.resolutionKind)));
  return {
    kind: result.types.kind,
    problems: result.problems.filter(isOfModules),
    entries: Object.keys(result.entrypoints),
  };
}

/** What the code and the declarations import besides the package's own files. */
export function importsOf({ installed, files }: OutsideProject): readonly string[] {
  const texts = files
    .filter((file) => /\.(js|ts)$/.test(file))
    .map((file) => readFileSync(join(installed, file), "utf8"));
  const named = texts.flatMap((text) =>
    [...text.matchAll(/(?:from |import\(|import )["']([^"']+)["']/g)].map(([, to = ""]) => to),
  );
  return [...new Set(named.filter((to) => !/^\.\.?\/.*\.js$/.test(to)))].toSorted();
}

/** What programs elsewhere are compiled with. */
export const compilers = [
  { name: "TypeScript 7, nodenext", from: ".", module: "nodenext", moduleResolution: "nodenext" },
  { name: "TypeScript 7, bundler", from: ".", module: "esnext", moduleResolution: "bundler" },
  // The one that packages/sdk has for its generator.
  { name: "TypeScript 5.9, nodenext", from: "packages/sdk", module: "nodenext", moduleResolution: "nodenext" },
] as const;

type Compiler = (typeof compilers)[number] & { readonly lib?: readonly string[]; readonly types?: readonly string[] };

/** What a compiler has against programs of the project, and against every declaration that they read but its own. */
export function typeCheck({ folder }: OutsideProject, files: readonly string[], compiler: Compiler): string {
  const { name: _, from, ...chosen } = compiler;
  const compilerOptions = {
    target: "es2022",
    lib: ["es2024"],
    types: ["node"],
    ...chosen,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    erasableSyntaxOnly: true,
    skipLibCheck: false,
    skipDefaultLibCheck: true,
    noEmit: true,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const args = [join(root, from, "node_modules/typescript/bin/tsc"), "-p", folder];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return status === 0 ? stdout : stdout + stderr || `tsc ended with ${status}`;
}

/** What a program of the project prints, in a Node without our conditions. */
export function run({ folder }: OutsideProject, program: string): string {
  const env = { ...process.env, NODE_OPTIONS: "" };
  return execFileSync(process.execPath, [join(folder, program)], { encoding: "utf8", env, timeout: 20_000 }).trim();
}
