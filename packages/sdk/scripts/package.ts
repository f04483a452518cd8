// Makes `dist/package`, or the folder that it is given: the SDK as other projects install it.
import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const workspace = join(import.meta.dirname, "..");
const root = join(workspace, "../..");
const out = resolve(process.argv[2] ?? join(workspace, "dist/package"));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const emit = ["--composite", "false", "--declarationMap", "false", "--emitDeclarationOnly", "false", "--outDir", out];
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", workspace, ...emit], {
  stdio: "inherit",
});
// The compiler rewrites the imports of the code, not those of the declarations.
for (const name of globSync("**/*.d.ts", { cwd: out })) {
  const file = join(out, name);
  writeFileSync(
    file,
    readFileSync(file, "utf8").replaceAll(/(from|import\() ?(["']\.[^"']+)\.ts(["'])/g, "$1 $2.js$3"),
  );
}
writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
for (const file of [join(workspace, "README.md"), join(root, "LICENSE")]) cpSync(file, join(out, basename(file)));

function manifest(): object {
  const own = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8")) as Record<string, unknown>;
  return {
    name: own["name"],
    version: own["version"],
    description: own["description"],
    license: own["license"],
    type: "module",
    sideEffects: false,
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    engines: { node: ">=22" },
  };
}
