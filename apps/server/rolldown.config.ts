import { cpSync, writeFileSync } from "node:fs";
import { defineConfig } from "rolldown";
import manifest from "./package.json" with { type: "json" };

/** The one dependency with native code: it stays in node_modules, wherever `dist` is copied to. */
const native = "@node-rs/argon2";
const { version: nativeVersion } = (await import(`${native}/package.json`, { with: { type: "json" } })).default as {
  version: string;
};

export default defineConfig({
  input: { main: "src/main.ts" },
  platform: "node",
  // "import" must stay out: pg's ESM entry breaks when it is bundled.
  resolve: { conditionNames: ["@tenon/source", "node"] },
  external: [/^node:/, "pg-native", native],
  output: { dir: "dist", sourcemap: true, minify: false },
  plugins: [
    {
      name: "what the bundle needs beside it",
      writeBundle({ dir = "" }) {
        cpSync("../../packages/db/prisma/migrations", `${dir}/migrations`, { recursive: true });
        const { name, version } = manifest;
        const dependencies = { [native]: nativeVersion };
        writeFileSync(
          `${dir}/package.json`,
          `${JSON.stringify({ name, version, private: true, type: "module", engines: { node: ">=24" }, dependencies }, null, 2)}\n`,
        );
      },
    },
  ],
});
