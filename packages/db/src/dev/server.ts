import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, ftruncateSync, fstatSync, openSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { DevPostgresError, explainFileError, isDiskFull } from "./errors.ts";
import { findPostmaster } from "./postmaster.ts";
import { adoptOwner } from "./private-file.ts";
import { isServerOn, waitUntil } from "./process-info.ts";

export type ServerOptions = {
  data: string;
  log: string;
  account: Account;
  binaries: Binaries;
  /** Tried first; another free one is taken when it is in use. 0 is "any". */
  port: number;
  /** PostgreSQL settings, such as `fsync: "off"`. */
  settings: Record<string, string | number>;
};

const START_TIMEOUT_MS = 60_000;
const MAX_LOG_BYTES = 5_000_000;

/**
 * Starts PostgreSQL on loopback and waits until it accepts connections.
 * @throws DevPostgresError with what PostgreSQL itself gave as the reason
 */
export async function startServer(options: ServerOptions): Promise<{ pid: number; port: number }> {
  let port = options.port || (await freePort());
  for (let attempt = 1; ; attempt++) {
    const problem = await tryStart(options, port);
    if (typeof problem !== "string") return { pid: problem.pid, port };
    const isPortTaken = /could not bind|could not create any TCP\/IP sockets/.test(problem);
    const isDying = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(problem);
    if (attempt >= 5 || !(isPortTaken || isDying)) throw new DevPostgresError(explain(problem, options));
    if (isPortTaken) port = await freePort();
  }
}

/**
 * Asks for a fast shutdown (SIGINT: transactions are rolled back, data is written), then insists. SIGQUIT as `first` is
 * for data that nobody wants.
 */
export async function stopServer(pid: number, data: string, first: "SIGINT" | "SIGQUIT" = "SIGINT"): Promise<void> {
  const isGone = () => !isServerOn(pid, data);
  for (const [signal, timeoutMs] of [
    [first, 15_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (isGone()) return;
    process.kill(pid, signal);
    if (await waitUntil(isGone, timeoutMs)) return;
  }
}

async function tryStart(options: ServerOptions, port: number): Promise<{ pid: number } | string> {
  const log = openLog(options.log);
  const logStart = fstatSync(log).size;
  const settings = Object.entries({
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    ...options.settings,
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(options.binaries.postgres, ["-D", options.data, ...settings], {
    ...options.account,
    cwd: "/",
    // Its own process group: Ctrl-C must reach the application first, which still needs the database to drain.
    detached: true,
    stdio: ["ignore", log, log],
    env: { LC_ALL: "C" },
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  let ended: string | undefined;
  child.once("error", (error) => (ended = error.message));
  child.once("exit", (code, signal) => (ended ??= `it ended with ${signal ?? `code ${code}`}`));

  const isReady = () =>
    findPostmaster(options.data)?.pid === child.pid && findPostmaster(options.data)?.isReady === true;
  await waitUntil(() => ended !== undefined || isReady(), START_TIMEOUT_MS);
  if (isReady()) return { pid: pidOf(child) };
  if (ended === undefined) child.kill("SIGQUIT");
  const said = readFileSync(options.log).subarray(logStart).toString("utf8");
  const fatal = [...said.matchAll(/(?:FATAL|PANIC|HINT|WARNING|LOG): +(.*)/g)]
    .map((line) => line[1])
    .filter((line) => /could not|already|exist|No space|still in use/.test(line ?? ""));
  return (
    fatal.join("; ") || said.trim().split("\n").at(-1) || ended || `it was not ready after ${START_TIMEOUT_MS / 1000} s`
  );
}

function explain(problem: string, { data, log }: ServerOptions): string {
  const reason = isDiskFull(problem) ? "the disk is full" : problem;
  return `The development database in ${data} did not start: ${reason} (log: ${log}).`;
}

function openLog(path: string): number {
  try {
    const fd = openSync(path, "a", 0o600);
    adoptOwner(path);
    if (fstatSync(fd).size > MAX_LOG_BYTES) ftruncateSync(fd);
    return fd;
  } catch (error) {
    throw explainFileError(error, path);
  }
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new DevPostgresError("PostgreSQL has no process id");
  return child.pid;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
