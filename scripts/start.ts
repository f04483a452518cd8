// `npm start`, `pnpm conduit` and `pnpm dev`: the development database, then the server. PostgreSQL belongs to this process, so that
// `--watch` can restart the server without it.
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import "./end-with-launcher.ts";
import { useEmbeddedDatabase } from "./embedded-database.ts";
import { keepDeclarations } from "./keep-declarations.ts";

const root = join(import.meta.dirname, "..");
const server = join(root, "apps/server/src");
const isWatching = process.argv.includes("--watch");
const isConduit = process.argv.includes("--conduit");
const isProduction = process.env["NODE_ENV"] === "production";

if (isConduit) process.env["CONDUIT"] = "only";
// In development all callers are one address, and a page or a collection of tests asks some hundred times.
if (!isProduction) {
  process.env["RATE_LIMIT"] ??= "10000";
  process.env["REGISTER_LIMIT"] ??= "1000";
}

await import("../packages/db/scripts/generate.ts");
const { ConfigError, readConfig } = await import("../packages/process/src/config.ts");

try {
  // Faults of the configuration are told before anything is started. Only production must bring its own database.
  readConfig({ ...(!isProduction && { DATABASE_URL: "postgres://embedded/tenon" }), ...process.env });
  const isEmbedded = !process.env["DATABASE_URL"];
  const stopDatabase = isEmbedded ? await useEmbeddedDatabase() : async () => {};
  if (isWatching) watchServer(stopDatabase, isEmbedded);
  else await serve(stopDatabase, isEmbedded);
} catch (error) {
  const isExpected = error instanceof ConfigError || (error instanceof Error && error.name === "DevPostgresError");
  console.error(isExpected ? error.message : error);
  process.exit(1);
}

async function serve(onClosed: () => Promise<void>, isEmbedded: boolean): Promise<void> {
  const { runServer } = await import("../apps/server/src/run-server.ts");
  const { welcome } = await import("../apps/server/src/welcome.ts");
  const onReady = async (app: Parameters<typeof welcome>[0]) => {
    await welcome(app, { isEmbedded, isConduit });
    if (!isProduction) keepDeclarations({ isWatching: false });
  };
  await runServer({ onReady, onClosed });
}

/** The server in a process of its own, which Node starts again whenever a source file changes. */
function watchServer(stopDatabase: () => Promise<void>, isEmbedded: boolean): void {
  // Folders rather than loaded files: of a file Node loses sight when an editor saves by renaming.
  const folders = globSync(["apps/{conduit,server}/src", "packages/*/src"], { cwd: root });
  const args = [
    ...folders.map((folder) => `--watch-path=${join(root, folder)}`),
    "--watch-preserve-output",
    "--conditions=@tenon/source",
    join(server, "dev.ts"),
    ...(isEmbedded ? ["--embedded"] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  if (!isProduction) keepDeclarations({ isWatching });
  child.on("exit", (code) => void stopDatabase().then(() => process.exit(code ?? 1)));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => child.kill(signal));
}
