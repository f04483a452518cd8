import { buildApp } from "../../apps/server/src/app.ts";
import { seedDemo } from "../../apps/server/src/seed/seed.ts";
import { ensureDatabase } from "../../packages/db/src/dev/index.ts";
import { startThrowawayServer } from "../../packages/db/src/testing/throwaway-server.ts";
import { readConfig } from "../../packages/process/src/config.ts";

/** What the server answered, and what its procedures made of it. */
export type Counts = {
  statuses: Map<number, number>;
  /** By procedure, then by "ok" or the reason of the refusal. */
  calls: Map<string, Map<string, number>>;
  /** Lines at error, and whatever was answered with 5xx. */
  faults: string[];
};

/** Signed in with right passwords; everything below `/api/v1`. */
export type Target = {
  url: string;
  /** A fresh session of the administrator, as a Cookie header. */
  signIn: () => Promise<string>;
  /** One call of the administrator's. */
  call: <T = { id: string }>(route: string, body?: unknown) => Promise<T>;
  /** What was counted since this was asked before. */
  take: () => Counts;
  admin: { email: string; password: string };
  /** Its database, for the control. */
  sql: (statement: string) => Promise<unknown>;
};

// Of one machine come some hundred calls a second: what counts calls would answer nearly all of them.
const limits = ["RATE_LIMIT", "LOGIN_LIMIT", "REGISTER_LIMIT", "ACCOUNT_MAIL_LIMIT"];

/** The server with the demo on a database of its own, as `npm start` runs it but for its limits, and counted. */
export async function startTarget(stack: AsyncDisposableStack, filesDir: string): Promise<Target> {
  const postgres = stack.adopt(await startThrowawayServer(), (started) => started.stop());
  const database = new URL(postgres.url);
  database.pathname = "/scan";
  await ensureDatabase(database.href);

  let counts = noCounts();
  const log = countingLog(() => counts);
  const config = readConfig({
    DATABASE_URL: database.href,
    PORT: "0",
    // As behind a proxy that ends TLS: cookies and headers are those of https.
    PUBLIC_URL: "https://api.example.com",
    MAIL: "memory",
    TRUST_PROXY: "1",
    FILES_DIR: filesDir,
    SESSIONS_PER_USER: "1000",
    // What is delivered and asked goes to a port where nobody is.
    WEBHOOK_ALLOW_PRIVATE: "true",
    GITHUB_CLIENT_ID: "scan",
    GITHUB_CLIENT_SECRET: "a secret of nobody",
    GITHUB_URL: "https://127.0.0.1:9",
    ...Object.fromEntries(limits.map((name) => [name, "1000000000"])),
  });
  const app = await buildApp(config, { log });
  stack.defer(app.close);
  app.server.on("request", (req, res) => {
    res.once("finish", () => {
      counts.statuses.set(res.statusCode, (counts.statuses.get(res.statusCode) ?? 0) + 1);
      if (res.statusCode >= 500) counts.faults.push(`${res.statusCode} ${req.method} ${req.url}`);
    });
  });
  // Five wrong passwords lock an account, and a scanner tries thousands: the locks are lifted all the time.
  const lifting = setInterval(() => void app.deps.db.loginThrottle.deleteMany().catch(() => {}), 50);
  stack.defer(() => clearInterval(lifting));

  const admin = await seedDemo(app.deps);
  if (!admin) throw new Error("the demo was there already");
  const url = app.url.replace("localhost", "127.0.0.1");
  const signIn = async () => {
    const response = await post(`${url}/api/v1/auth/login`, admin);
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
    if (!response.ok || cookies.length === 0) throw new Error(`signing in was answered with ${response.status}`);
    return cookies.join("; ");
  };
  return {
    url,
    admin,
    signIn,
    sql: (statement) => app.deps.db.$queryRawUnsafe(statement),
    async call<T>(route: string, body?: unknown) {
      const [method = "GET", path = "/"] = route.split(" ");
      const response = await post(`${url}/api/v1${path}`, body, { method, cookie: await signIn() });
      if (!response.ok) throw new Error(`${route} was answered with ${response.status}: ${await response.text()}`);
      return (await response.json().catch(() => ({}))) as T;
    },
    take() {
      const taken = counts;
      counts = noCounts();
      return taken;
    },
  };
}

const noCounts = (): Counts => ({ statuses: new Map(), calls: new Map(), faults: [] });

function post(url: string, body?: unknown, { method = "POST", ...headers }: Record<string, string> = {}) {
  const isForm = body instanceof FormData;
  return fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && !isForm && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  });
}

/** Each call of a procedure is a line of the log: `path` and, of one that was refused, `reason`. */
function countingLog(current: () => Counts) {
  const count = (fields: object) => {
    if (!("path" in fields) || !("type" in fields)) return;
    const outcome = "reason" in fields ? String(fields.reason) : "ok";
    const outcomes = current().calls.get(String(fields.path)) ?? new Map<string, number>();
    current().calls.set(String(fields.path), outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1));
  };
  const keepFault = (fields: object, message: string) => {
    count(fields);
    const { err, path } = fields as { err?: unknown; path?: string };
    current().faults.push(`${message} ${path ?? ""} ${err instanceof Error ? err.message : ""}`);
  };
  return { debug: () => {}, info: count, warn: count, error: keepFault };
}
