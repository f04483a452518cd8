import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type TenonClient } from "@tenon/client";
import type { WireError } from "@tenon/contract/errors";
import type { Role } from "@tenon/contract/permissions";
import { createTestDatabase, type TestDatabaseOptions } from "@tenon/db/testing";
import { readConfig } from "@tenon/process/config";
import { type App, buildApp } from "../src/app.ts";
import { watchDocumented } from "./documented/documented.ts";

export type Answer<T = Record<string, never>> = {
  status: number;
  headers: Headers;
  body: T & Partial<WireError> & { detail?: string };
};

export type Person = { id: string; username: string; email: string; token: string; client: TenonClient };

export type Call = { token?: string; body?: unknown; headers?: Record<string, string> };

export type TestApp = AsyncDisposable & {
  app: App;
  url: string;
  databaseUrl: string;
  /** Where uploaded files are kept; not there before the first one. */
  filesDir: string;
  /** A client of nobody. */
  client: TenonClient;
  /** One REST call: `rest("GET /posts")`, below `/api/v1`. A string body is sent as it is. */
  rest: <T = Record<string, unknown>>(route: string, call?: Call) => Promise<Answer<T>>;
  /** Registers somebody with a bearer token. */
  join: (username: string, role?: Role) => Promise<Person>;
  lines: Record<string, unknown>[];
};

export const password = "a long enough password";

/**
 * The whole server on a free port with a database of its own; everything real. Every REST answer that it gives, to whomever, must
 * be as its own document says: its disposal throws otherwise.
 */
export async function startTestApp(
  env: Record<string, string> = {},
  databaseOptions: TestDatabaseOptions = {},
): Promise<TestApp> {
  const database = await createTestDatabase({ poolSize: 1, ...databaseOptions });
  const filesDir = join(tmpdir(), `tenon-files-${randomUUID()}`);
  const config = readConfig({
    NODE_ENV: "test",
    PORT: "0",
    DATABASE_URL: database.url,
    MIGRATE_ON_START: "false",
    ARGON2_MEMORY_KIB: "8",
    ARGON2_PASSES: "1",
    JOBS: "off",
    MAIL: "memory",
    RATE_LIMIT: "1000000",
    LOGIN_LIMIT: "1000000",
    REGISTER_LIMIT: "1000000",
    TRUSTED_ORIGINS: "https://app.example.com",
    FILES_DIR: filesDir,
    ...env,
  });
  const lines: Record<string, unknown>[] = [];
  const keep = (level: string) => (fields: object, message: string) => void lines.push({ level, message, ...fields });
  const log = { debug: keep("debug"), info: keep("info"), warn: keep("warn"), error: keep("error") };
  const app = await buildApp(config, { log });
  const { url } = app;
  // Alone, Conduit is all that is served.
  const watch = config.conduit.isAlone ? undefined : watchDocumented(app.server, url);

  return {
    app,
    url,
    databaseUrl: database.url,
    filesDir,
    lines,
    client: createClient({ url }),
    rest: (route, call) => restCall(url, route, call),
    async join(username, role = "user") {
      const email = `${username}@example.org`;
      const client = createClient({ url });
      const { user, token } = await client.auth.register.mutate({
        email,
        password,
        name: username,
        username,
        mode: "bearer",
      });
      if (role !== "user") await database.db.user.update({ where: { id: user.id }, data: { role } });
      return { id: user.id, username, email, token: token ?? "", client: createClient({ url, token }) };
    },
    async [Symbol.asyncDispose]() {
      await using stack = new AsyncDisposableStack();
      stack.use(database);
      stack.defer(() => rm(filesDir, { recursive: true, force: true }));
      stack.defer(app.close);
      await watch?.assertDocumented();
    },
  };
}

async function restCall<T>(url: string, route: string, { token, body, headers }: Call = {}): Promise<Answer<T>> {
  const [method = "GET", path = "/"] = route.split(" ");
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
}
