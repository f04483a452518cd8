import type { Deps } from "@tenon/core/ctx";
import { readConfig } from "@tenon/process/config";
import { buildApp } from "../src/app.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A further node of the installation that has this database. */
export async function startNode(
  databaseUrl: string,
  { env = {}, overrides }: { env?: Record<string, string>; overrides?: Partial<Deps> } = {},
): Promise<{ url: string } & AsyncDisposable> {
  const config = readConfig({
    NODE_ENV: "test",
    PORT: "0",
    DATABASE_URL: databaseUrl,
    MIGRATE_ON_START: "false",
    JOBS: "off",
    ARGON2_MEMORY_KIB: "8",
    ARGON2_PASSES: "1",
    RATE_LIMIT: "1000000",
    LOGIN_LIMIT: "1000000",
    REGISTER_LIMIT: "1000000",
    ...env,
  });
  const { url, close } = await buildApp(config, { log: quiet, ...overrides });
  return { url, [Symbol.asyncDispose]: close };
}
