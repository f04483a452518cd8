// `pnpm ops admin create …`: the commands of operators, on the database of DATABASE_URL or the embedded one.
import { useEmbeddedDatabase } from "./embedded-database.ts";

await import("../packages/db/scripts/generate.ts");
const isEmbedded = !process.env["DATABASE_URL"] && process.env["NODE_ENV"] !== "production";
const stopDatabase = isEmbedded ? await useEmbeddedDatabase() : async () => {};
const { operate } = await import("../apps/server/src/operate/operate.ts");
const { stdin, stdout, stderr } = process;
const args = process.argv.slice(2);
try {
  process.exitCode = await operate(args[0] === "--" ? args.slice(1) : args, { stdin, stdout, stderr });
} finally {
  await stopDatabase();
}
process.exit();
