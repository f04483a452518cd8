import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const source = join(root, "../../packages/db/prisma/schema");
const schema = join(root, ".build/schema");

/** Prisma as it comes: without `relationJoins`, which is a preview; `partialIndexes` only lets it read Tenon's schema. */
const generator = `
generator client {
  provider               = "prisma-client"
  output                 = "../prisma"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
  previewFeatures        = ["partialIndexes"]
}`;

/** Writes the boilerplates' own client, of Tenon's schema, to `.build/prisma`. */
export function generatePrismaClient(): void {
  rmSync(schema, { recursive: true, force: true });
  mkdirSync(schema, { recursive: true });
  for (const name of readdirSync(source)) {
    const text = readFileSync(join(source, name), "utf8");
    writeFileSync(join(schema, name), text.replace(/^generator \w+ \{[^}]*\}/m, generator));
  }
  const cli = join(createRequire(import.meta.url).resolve("prisma/package.json"), "../build/index.js");
  const { status, stderr } = spawnSync(process.execPath, [cli, "generate", "--schema", schema], {
    cwd: root,
    encoding: "utf8",
    env: {
      PATH: "/usr/bin:/bin",
      // The CLI insists on a schema engine from the network although `generate` never runs it.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (status !== 0) throw new Error(`The Prisma client was not generated: ${stderr}`);
}
