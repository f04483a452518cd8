// Makes `dist/package`: the client as other projects install it, in one script and a handful of declarations.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rolldown } from "rolldown";
import { mergeDeclarations } from "./merge-declarations.ts";

const client = join(import.meta.dirname, "..");
const packages = join(client, "..");
const out = join(client, "dist/package");
const external = ["@trpc/client", "@trpc/server", "superjson"];

/** The declarations of the package, and what each is made of. All of them: whatever else one of these names is a fault. */
const declarations: Record<string, string[]> = {
  "index.d.ts": [
    "client/dist/index.d.ts",
    "client/dist/client.d.ts",
    "client/dist/connect.d.ts",
    "client/dist/errors.d.ts",
    "client/dist/tokens.d.ts",
  ],
  "app-router.d.ts": [
    "api/dist/client.d.ts",
    "api/dist/meta.d.ts",
    "contract/dist/errors.d.ts",
    "api/dist/routes.d.ts",
  ],
};

execFileSync(join(client, "../../node_modules/.bin/tsc"), ["-b", client], { stdio: "inherit" });
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundle();
for (const [name, files] of Object.entries(declarations)) {
  const paths = files.map((file) => join(packages, file));
  writeFileSync(join(out, name), mergeDeclarations(paths, { self: `./${name.replace(".d.ts", ".js")}`, resolve }));
}
writeManifest();
for (const file of ["README.md", "../../LICENSE"]) cpSync(join(client, file), join(out, file.replace("../../", "")));

async function bundle(): Promise<void> {
  const build = await rolldown({
    input: join(client, "src/index.ts"),
    external,
    platform: "neutral",
    resolve: { conditionNames: ["@tenon/source"] },
  });
  await build.write({ file: join(out, "index.js") });
  await build.close();
}

/** Where an import of a declaration leads in the package; what has no place there must be a dependency. */
function resolve(specifier: string, file: string): string | undefined {
  if (external.includes(specifier)) return undefined;
  const source = relative(packages, fileOf(specifier, file)).replaceAll("\\", "/");
  const [target] = Object.entries(declarations).find(([, files]) => files.includes(source)) ?? [];
  if (target === undefined) throw new Error(`${file} names ${specifier}, which is not part of the client's package`);
  return `./${target.replace(".d.ts", ".js")}`;
}

function fileOf(specifier: string, file: string): string {
  if (specifier.startsWith(".")) return join(dirname(file), specifier).replace(/\.ts$/, ".d.ts");
  return join(packages, specifier.replace(/^@tenon\/([^/]+)\/(.*)$/, "$1/dist/$2.d.ts"));
}

function writeManifest(): void {
  const own = JSON.parse(readFileSync(join(client, "package.json"), "utf8")) as Record<string, string>;
  const versionOf = (name: string) =>
    (JSON.parse(readFileSync(join(client, "node_modules", name, "package.json"), "utf8")) as { version: string })
      .version;
  const manifest = {
    name: own["name"],
    version: own["version"],
    description: own["description"],
    license: own["license"],
    type: "module",
    sideEffects: false,
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    dependencies: Object.fromEntries(external.map((name) => [name, `^${versionOf(name)}`])),
  };
  writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
