import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { ensureDatabase } from "../dev/ensure-database.ts";
import { migrationsDir } from "../dev/migrations-dir.ts";
import { migrate } from "../migrate.ts";
import "./provided.ts";
import { startThrowawayServer } from "./throwaway-server.ts";

/**
 * Vitest's `globalSetup`: one migrated template database per run, on a throw-away server, or on the server of
 * TEST_DATABASE_URL (a role that may create databases).
 * @returns the tear-down
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const server = given ? undefined : await startThrowawayServer();
  const adminUrl = given ?? server?.url ?? "";
  const template = `tenon_template_${randomBytes(4).toString("hex")}`;
  try {
    const url = withDatabase(adminUrl, template);
    await ensureDatabase(url);
    await migrate({ url, dir: migrationsDir });
  } catch (error) {
    await server?.stop();
    throw error;
  }
  project.provide("tenonTestServer", { adminUrl, template });

  return async () => {
    if (server) return server.stop();
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(`DROP DATABASE IF EXISTS "${template}" WITH (FORCE)`);
    await admin.end();
  };
}

function withDatabase(url: string, name: string): string {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href;
}
