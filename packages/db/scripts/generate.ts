/** Writes the Prisma client to `src/generated`, offline, and does nothing when it is current. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const schemaDir = join(root, "prisma/schema");
const stampFile = join(root, "src/generated/.stamp");

const require = createRequire(import.meta.url);
const cliManifest = require.resolve("prisma/package.json");

const stamp = hashOf([
  join(root, "prisma.config.ts"),
  cliManifest,
  ...readdirSync(schemaDir, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".prisma"))
    .toSorted()
    .map((name) => join(schemaDir, name)),
]);

// Two commands started at once would write into the same folder.
if (!isCurrent()) {
  const { withFileLock } = await import("../src/dev/lock.ts");
  await withFileLock(join(root, "node_modules/.generate.lock"), async () => {
    if (!isCurrent()) generate();
  });
}

function generate(): void {
  const started = performance.now();
  const cli = spawnSync(process.execPath, [join(cliManifest, "../build/index.js"), "generate"], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      // The CLI insists on a schema engine from the network although `generate` never runs it.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (cli.status !== 0) {
    process.stderr.write(`${cli.stdout}${cli.stderr}The Prisma client was not generated.\n`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(stampFile, stamp);
  process.stdout.write(`Prisma client generated in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

function hashOf(files: string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function isCurrent(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
}
