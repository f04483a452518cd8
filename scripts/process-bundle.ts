import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RolldownOptions } from "rolldown";

/** What has native code: it stays in node_modules, wherever `dist` is copied to. */
const native = ["@node-rs/argon2", "sharp"];

type Options = {
  manifest: { name: string; version: string };
  /** What else belongs into the folder. */
  beside?: (dir: string) => void;
};

/** How a process of Tenon is bundled: `dist/main.js` with the migrations and a manifest of what it leaves to be installed. */
export function processBundle({ manifest: { name, version }, beside }: Options): RolldownOptions {
  const dependencies = Object.fromEntries(native.map((dependency) => [dependency, versionOf(dependency)]));
  const manifest = { name, version, private: true, type: "module", engines: { node: ">=24" }, dependencies };
  return {
    input: { main: "src/main.ts" },
    platform: "node",
    // "import" must stay out: pg's ESM entry breaks when it is bundled.
    resolve: { conditionNames: ["@tenon/source", "node"] },
    external: [/^node:/, "pg-native", ...native],
    output: { dir: "dist", sourcemap: true, minify: false },
    plugins: [
      {
        name: "what the bundle needs beside it",
        writeBundle({ dir = "" }) {
          cpSync(join(import.meta.dirname, "../packages/db/prisma/migrations"), `${dir}/migrations`, {
            recursive: true,
          });
          writeFileSync(`${dir}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
          beside?.(dir);
        },
      },
    ],
  };
}

/** As it is installed; not every package exports its manifest. */
function versionOf(name: string): string {
  const text = readFileSync(`node_modules/${name}/package.json`, "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
