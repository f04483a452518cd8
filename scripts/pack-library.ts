// Makes a package that other projects can install of a workspace: of the one it is started in, or of the first argument, into
// `dist/package`, or the second argument. The manifest says all: what it exports and depends on, its keywords.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { rolldown } from "rolldown";

type Names = Readonly<Record<string, string>>;
type Manifest = Readonly<Record<string, unknown>> & {
  readonly exports: Readonly<Record<string, { readonly "@tenon/source": string }>>;
  readonly dependencies?: Names;
  readonly peerDependencies?: Names;
};

const root = join(import.meta.dirname, "..");
const workspace = resolve(process.argv[2] ?? ".");
const out = resolve(process.argv[3] ?? join(workspace, "dist/package"));
const own = manifestIn(workspace);
const needed = Object.keys({ ...own.dependencies, ...own.peerDependencies });
const isExternal = (specifier: string) =>
  specifier.startsWith("node:") || needed.some((name) => specifier === name || specifier.startsWith(`${name}/`));

/** The files that can be imported, without their extensions; they lie as in `src`. */
const entries = Object.fromEntries(
  Object.entries(own.exports).map(([path, { "@tenon/source": file }]) => [path, file.replace(/^\.\/src\/|\.ts$/g, "")]),
);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundle();
declare();
writeFileSync(join(out, "package.json"), `${JSON.stringify(published(), null, 2)}\n`);
for (const file of [join(workspace, "README.md"), join(root, "LICENSE")]) cpSync(file, join(out, basename(file)));

async function bundle(): Promise<void> {
  const input = Object.fromEntries(Object.values(entries).map((name) => [name, join(workspace, `src/${name}.ts`)]));
  const build = await rolldown({ input, external: isExternal, platform: "neutral" });
  await build.write({ dir: out, chunkFileNames: "shared.js" });
  await build.close();
}

/** The declarations that the entries lead to; the others are nobody's business. */
function declare(): void {
  const emitted = mkdtempSync(join(tmpdir(), "tenon-declarations-"));
  try {
    const folder = join(emit(emitted), relative(join(root, "packages"), workspace), "src");
    const wanted = new Set(Object.values(entries).map((name) => `${name}.d.ts`));
    // A Set's iteration visits what is added while it runs.
    for (const file of wanted) {
      const text = readFileSync(join(folder, file), "utf8");
      for (const [, specifier = ""] of text.matchAll(/(?:from |import\(|import )["']([^"']+)["']/g)) {
        if (isExternal(specifier)) continue;
        if (!specifier.startsWith(".")) throw new Error(`${file} names ${specifier}, which is not a dependency`);
        wanted.add(join(dirname(file), specifier.replace(/\.ts$/, ".d.ts")));
      }
      mkdirSync(join(out, dirname(file)), { recursive: true });
      // The compiler rewrites the imports of code, not those of declarations.
      writeFileSync(join(out, file), text.replaceAll(/((?:from |import\()(["'])\.[^"']+)\.ts\2/g, "$1.js$2"));
    }
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

/** Emits declarations from source alone, so that no other workspace must be built; returns where those of all packages lie. */
function emit(folder: string): string {
  const compilerOptions = {
    composite: false,
    declarationMap: false,
    rootDir: join(root, "packages"),
    outDir: join(folder, "packages"),
    typeRoots: [join(root, "node_modules/@types")],
  };
  const files = Object.values(entries).map((name) => join(workspace, `src/${name}.ts`));
  const config = { extends: join(workspace, "tsconfig.json"), compilerOptions, files, include: [], references: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", folder], { stdio: "inherit" });
  return compilerOptions.outDir;
}

function published(): object {
  const { name, version, description, keywords, license, peerDependencies } = own;
  return {
    name,
    version,
    description,
    keywords,
    license,
    type: "module",
    sideEffects: false,
    exports: Object.fromEntries(
      Object.entries(entries).map(([path, file]) => [path, { types: `./${file}.d.ts`, default: `./${file}.js` }]),
    ),
    engines: { node: ">=22" },
    dependencies: own.dependencies && rangesOf(own.dependencies),
    peerDependencies,
  };
}

/** From the versions that the workspace is tested with. */
function rangesOf(dependencies: Names): Names {
  const names = Object.keys(dependencies);
  return Object.fromEntries(
    names.map((name) => [name, `^${String(manifestIn(join(workspace, "node_modules", name))["version"])}`]),
  );
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
