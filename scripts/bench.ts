// pnpm bench [http|types|jobs|events|sessions|logins|timing] [options]: what Tenon costs beside others, tables and plots in bench/*/results*. The http
// benchmark takes `adapter`, `rest` or `product` as its first option. The contenders are installed on first use, in folders of their own.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };

const benchmarks = ["types", "http", "jobs", "events", "sessions", "logins", "timing"];
const ofTheBundle = ["http", "events"];
const [chosen, ...options] = process.argv.slice(2);
if (chosen !== undefined && !benchmarks.includes(chosen)) {
  console.error(`There is no benchmark "${chosen}". Choose one of: ${benchmarks.join(", ")}.`);
  process.exit(1);
}

for (const name of chosen === undefined ? benchmarks : [chosen]) {
  const folder = join(import.meta.dirname, "../bench", name);
  if (existsSync(join(folder, "package.json")))
    run("npx", ["--yes", manifest.packageManager, "install", "--frozen-lockfile"], folder);
  if (ofTheBundle.includes(name)) run(process.execPath, [join(import.meta.dirname, "build.ts")]);
  run(process.execPath, ["--conditions=@tenon/source", join(folder, "run.ts"), ...options]);
}

function run(command: string, args: string[], cwd?: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 1);
}
