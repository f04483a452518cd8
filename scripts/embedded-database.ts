import { join } from "node:path";

/** Starts or joins the clone's own database, in `.tenon/postgres`, and sets DATABASE_URL. Returns how to end that. */
export async function useEmbeddedDatabase(): Promise<() => Promise<void>> {
  const { startPostgres } = await import("../packages/db/src/dev/index.ts");
  const postgres = await startPostgres({
    dataDir: join(import.meta.dirname, "../.tenon/postgres"),
    nodeEnv: process.env["NODE_ENV"],
    onLog: (line) => console.log(line),
  });
  process.env["DATABASE_URL"] = postgres.url;
  return () => postgres.stop();
}
