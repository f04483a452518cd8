// pnpm test:faults: what `npm test` does with a few kills, cuts and events, with 200 rounds and 10,000. Half an hour.
import { spawnSync } from "node:child_process";

await import("../packages/db/scripts/generate.ts");
const { status } = spawnSync(
  "vitest",
  ["run", "apps/server/test/faults", "apps/server/test/redis.test.ts", "apps/server/test/outage.test.ts"],
  {
    env: { ...process.env, TENON_FAULTS: "full" },
    shell: process.platform === "win32",
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
