// Makes `dist/package`: the client as other projects install it, in one script and a handful of declarations.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rolldown } from "rolldown";

const client = join(import.meta.dirname, "..");
const packages = join(client, "..");
const out = join(client, "dist/package");
const external = ["@trpc/client", "@trpc/server", "superjson"];

/** Every declaration that the client's types are made of, and its name in the package. All of them: another one is a fault. */
const declarations: Record<string, string> = {
  "client/dist/index.d.ts": "index.d.ts",
  "client/dist/client.d.ts": "client.d.ts",
  "client/dist/errors.d.ts": "errors.d.ts",
  "api/dist/client.d.ts": "app-router.d.ts",
  "api/dist/routes.d.ts": "routes.d.ts",
  "api/dist/meta.d.ts": "meta.d.ts",
  "contract/dist/errors.d.ts": "wire-errors.d.ts",
};

execFileSync(join(client, "../../node_modules/.bin/tsc"), ["-b", client], { stdio: "inherit" });
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundle();
for (const [source, target] of Object.entries(declarations)) {
  const text = readFileSync(join(packages, source), "utf8").replace(/^\/\/# sourceMappingURL.*$/m, "");
  writeFileSync(join(out, target), relink(text, source));
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

/** Points every import of a declaration at its place in the package; what has none must be a dependency. */
function relink(text: string, source: string): string {
  return text.replace(/(from |import\()"([^"]+)"/g, (whole, keyword: string, specifier: string) => {
    if (external.includes(specifier)) return whole;
    const target = declarations[fileOf(specifier, source)];
    if (target === undefined)
      throw new Error(`${source} names ${specifier}, which is not part of the client's package`);
    return `${keyword}"./${target.replace(".d.ts", ".js")}"`;
  });
}

function fileOf(specifier: string, source: string): string {
  if (!specifier.startsWith(".")) return specifier.replace(/^@tenon\/([^/]+)\/(.*)$/, "$1/dist/$2.d.ts");
  return relative(packages, join(packages, dirname(source), specifier)).replace(/\.ts$/, ".d.ts");
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
