// Makes `dist/package`, or the folder that it is given: the adapter as other projects install it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { rolldown } from "rolldown";

const workspace = join(import.meta.dirname, "..");
const root = join(workspace, "../..");
const out = resolve(process.argv[2] ?? join(workspace, "dist/package"));
const isExternal = (specifier: string) => /^(@trpc\/server|node:)/.test(specifier);

/** The files of the package that can be imported, without their extensions; they lie as in `src`. */
const entries = { ".": "index", "./executor": "executor/index", "./superjson": "superjson" };

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundle();
declare();
writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
for (const file of [join(workspace, "README.md"), join(root, "LICENSE")]) cpSync(file, join(out, basename(file)));

async function bundle(): Promise<void> {
  const input = Object.fromEntries(Object.values(entries).map((name) => [name, join(workspace, `src/${name}.ts`)]));
  const build = await rolldown({ input, external: isExternal, platform: "node" });
  await build.write({ dir: out, chunkFileNames: "shared.js" });
  await build.close();
}

/** The declarations that the entries lead to; the others are nobody's business. */
function declare(): void {
  const emitted = mkdtempSync(join(tmpdir(), "tenon-declarations-"));
  try {
    const own = ["--composite", "false", "--declarationMap", "false", "--outDir", emitted];
    execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", workspace, ...own], { stdio: "inherit" });
    const wanted = new Set(Object.values(entries).map((name) => `${name}.d.ts`));
    for (const file of wanted) {
      const text = readFileSync(join(emitted, file), "utf8");
      for (const specifier of specifiersIn(text)) {
        if (isExternal(specifier)) continue;
        if (!specifier.startsWith(".")) throw new Error(`${file} names ${specifier}, which is not a dependency`);
        wanted.add(join(dirname(file), specifier.replace(/\.ts$/, ".d.ts")));
      }
      mkdirSync(join(out, dirname(file)), { recursive: true });
      writeFileSync(join(out, file), text.replaceAll(/((?:from |import\()"\.[^"]+)\.ts"/g, '$1.js"'));
    }
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

function specifiersIn(declaration: string): string[] {
  return [...declaration.matchAll(/(?:from |import\(|import )"([^"]+)"/g)].map(([, specifier = ""]) => specifier);
}

function manifest(): object {
  const own = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8")) as Record<string, unknown>;
  return {
    name: own["name"],
    version: own["version"],
    description: own["description"],
    keywords: ["trpc", "adapter", "node", "http", "express", "fastify", "performance"],
    license: own["license"],
    type: "module",
    sideEffects: false,
    exports: Object.fromEntries(
      Object.entries(entries).map(([path, name]) => [path, { types: `./${name}.d.ts`, default: `./${name}.js` }]),
    ),
    engines: { node: ">=22" },
    peerDependencies: own["peerDependencies"],
  };
}
