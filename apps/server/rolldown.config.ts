import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { defineConfig } from "rolldown";
import manifest from "./package.json" with { type: "json" };

/** What has native code: it stays in node_modules, wherever `dist` is copied to. */
const native = ["@node-rs/argon2", "sharp"];
const dependencies = Object.fromEntries(native.map((name) => [name, versionOf(name)]));

/** As it is installed; not every package exports its manifest. */
function versionOf(name: string): string {
  const text = readFileSync(`node_modules/${name}/package.json`, "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

export default defineConfig({
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
        cpSync("../../packages/db/prisma/migrations", `${dir}/migrations`, { recursive: true });
        copyReference(`${dir}/docs`);
        const { name, version } = manifest;
        writeFileSync(
          `${dir}/package.json`,
          `${JSON.stringify({ name, version, private: true, type: "module", engines: { node: ">=24" }, dependencies }, null, 2)}\n`,
        );
      },
    },
  ],
});

/** Scalar's bundle for /docs, compressed once here instead of at each request. */
function copyReference(dir: string): void {
  const bundle = readFileSync("node_modules/@scalar/api-reference/dist/browser/standalone.js");
  mkdirSync(dir, { recursive: true });
  writeFileSync(`${dir}/standalone.js`, bundle);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length };
  writeFileSync(`${dir}/standalone.js.br`, brotliCompressSync(bundle, { params }));
}
