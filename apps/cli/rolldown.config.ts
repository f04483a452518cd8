import { chmodSync } from "node:fs";
import { defineConfig, type Plugin } from "rolldown";

const file = "dist/tenon.js";

const executable: Plugin = { name: "executable", writeBundle: () => chmodSync(file, 0o755) };

export default defineConfig({
  input: "src/main.ts",
  platform: "node",
  resolve: { conditionNames: ["@tenon/source", "node", "import"] },
  transform: { target: "node20" },
  plugins: [executable],
  output: { file, sourcemap: true, banner: "#!/usr/bin/env node" },
});
