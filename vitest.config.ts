import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { findProgram, programs } from "./scripts/programs.ts";

process.env["TZ"] = "UTC";

/** The workspaces whose tests need PostgreSQL; all others are units, new ones too. */
const withDatabase = ["packages/{db,auth,core,api,platform,process}", "apps/{conduit,server}"].map(
  (folder) => `${folder}/**/*.test.ts`,
);

const conditions = ["@tenon/source", "node"];
const chromium = findProgram("chromium");
const redisServer = findProgram("redis-server");

/** What no test can reach on this machine. */
const unreached = redisServer ? [] : ["packages/platform/src/redis/**"];

/** Test files share a process and its modules: none may leave global state behind. Twice as fast as a process for each. */
const shared = {
  isolate: false,
  // Beside all others a test that is quick alone may wait long for the database, and for what other transactions hold back.
  testTimeout: 60_000,
  hookTimeout: 30_000,
  // As `eventually` of @tenon/db/testing.
  expect: { poll: { timeout: 15_000 } },
  env: { ...(chromium && { CHROMIUM_PATH: chromium }), ...(redisServer && { REDIS_SERVER_PATH: redisServer }) },
};

/** It ends the process that it is in, so that processes of its own test it (apps/server/test/process.test.ts), out of sight here. */
const asProcesses = ["packages/process/src/run.ts"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    silent: "passed-only",
    // On two cores Vitest would take one, though most of a test is waiting for the database.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    tags: programs.map((name) => ({ name, description: `Needs ${name} in PATH.`, skip: !findProgram(name) })),
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["{apps,packages,tools}/*/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", ...withDatabase],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "integration",
          include: withDatabase,
          exclude: ["**/node_modules/**", "**/dist/**"],
          globalSetup: "packages/db/src/testing/global-setup.ts",
        },
      },
    ],
    coverage: {
      include: ["packages/*/src/**/*.ts"],
      exclude: [
        "**/*.{test,test-d,fixture}.ts",
        "**/generated/**",
        "**/testing{.ts,/**}",
        ...asProcesses,
        ...unreached,
      ],
      reporter: ["text-summary"],
      // Each package for itself, so that none hides behind the others.
      thresholds: Object.fromEntries(readdirSync("packages").map((name) => [`packages/${name}/src/**`, { lines: 90 }])),
    },
  },
});
