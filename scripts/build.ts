// npm run build: the bundles of the apps. Turbo calls pnpm, which a machine with npm alone does not have: npx brings it.
import { spawnSync } from "node:child_process";
import manifest from "../package.json" with { type: "json" };

const args = ["--yes", manifest.packageManager, "exec", "turbo", "run", "build", ...process.argv.slice(2)];
const { status } = spawnSync("npx", args, { shell: process.platform === "win32", stdio: "inherit" });
process.exitCode = status ?? 1;
