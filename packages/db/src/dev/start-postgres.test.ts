import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { fastTempDir } from "../testing/fast-temp-dir.ts";
import { DevPostgresError, runningPostgres, startPostgres } from "./index.ts";

const isRoot = process.getuid?.() === 0;
const workshop = mkdtempSync(join(fastTempDir(), "tenon-dev-"));
let home: string;
let dataDir: string;

beforeAll(async () => {
  chmodSync(workshop, 0o755);
  await (await startPostgres({ dataDir: join(workshop, "made/.tenon/postgres") })).stop();
  return () => rmSync(workshop, { recursive: true });
});

beforeEach(() => {
  home = mkdtempSync(join(workshop, "home-"));
  chmodSync(home, 0o755);
  dataDir = join(home, ".tenon/postgres");
});

afterEach(async () => {
  const left = runningPostgres(dataDir);
  if (left) process.kill(left.pid, "SIGQUIT");
  await gone(left?.pid);
  rmSync(home, { recursive: true });
});

/** A cluster that has been started before, without the half second that it takes to make one. */
function copyCluster(): void {
  execFileSync("cp", ["-a", join(workshop, "made/.tenon"), home]);
}

test("the first start creates a database, later ones find it with its data and port", async () => {
  const lines: string[] = [];
  const first = await startPostgres({ dataDir, onLog: (line) => lines.push(line) });
  await sql(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  await first.stop();
  expect(runningPostgres(dataDir)).toBeUndefined();

  const second = await startPostgres({ dataDir, onLog: (line) => lines.push(line) });
  await using _ = stopAtEnd(second);

  expect(second.url).toBe(first.url);
  expect(await sql(second.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  expect(lines).toEqual([`Creating a PostgreSQL 18.4 database in ${dataDir}`]);
  expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
  expect(await sql(second.url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
});

test("a folder that is deleted under a running server is no trouble at its end", async () => {
  copyCluster();
  const postgres = await startPostgres({ dataDir });
  const { pid } = runningPostgres(dataDir)!;
  rmSync(join(home, ".tenon"), { recursive: true });

  await expect(postgres.stop()).resolves.toBeUndefined();

  process.kill(pid, "SIGQUIT");
  await gone(pid);
});

test("the last user stops the server, whoever started it", async () => {
  copyCluster();
  const starter = await startPostgres({ dataDir });
  const joiner = await startPostgres({ dataDir, database: "other" });
  expect([starter.adopted, joiner.adopted]).toEqual([false, true]);

  await starter.stop();
  expect(await sql(joiner.url, "SELECT current_database()::text AS name")).toEqual([{ name: "other" }]);

  await joiner.stop();
  expect(runningPostgres(dataDir)).toBeUndefined();
});

test("what was committed survives kill -9 of the server", async () => {
  copyCluster();
  const first = await startPostgres({ dataDir });
  await sql(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
  const { pid } = runningPostgres(dataDir) ?? {};
  process.kill(pid ?? 0, "SIGKILL");
  await gone(pid);

  const second = await startPostgres({ dataDir });
  await using _ = stopAtEnd(second);

  expect(second.adopted).toBe(false);
  expect(await sql(second.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
});

test("a server whose starter was killed is adopted, and stopped by the adopter", async () => {
  copyCluster();
  const child = await startInChild();
  child.process.kill("SIGKILL");
  await once(child.process, "exit");
  expect(runningPostgres(dataDir)).toBeDefined();

  const adopter = await startPostgres({ dataDir });
  expect(adopter).toMatchObject({ adopted: true, url: child.url });

  await adopter.stop();
  expect(runningPostgres(dataDir)).toBeUndefined();
});

test("starts at the same time end with one server for all", async () => {
  const children = await Promise.all([1, 2, 3].map(() => startInChild()));

  expect(new Set(children.map((child) => child.url)).size).toBe(1);
  expect(children.filter((child) => !child.adopted)).toHaveLength(1);

  await Promise.all(children.map((child) => end(child.process, "SIGTERM")));
  expect(runningPostgres(dataDir)).toBeUndefined();
});

test("Ctrl-C reaches the application and not the server", async () => {
  copyCluster();
  const child = await startInChild();
  // To the whole group, as a terminal does.
  process.kill(-(child.process.pid ?? 0), "SIGINT");
  const [, said] = await Promise.all([once(child.process, "exit"), firstLine(child.process)]);

  expect(said).toBe("drained");
  expect(runningPostgres(dataDir)).toBeUndefined();
});

test("a process that exits without stop() takes the server with it", async () => {
  copyCluster();
  const child = await startInChild();
  const { pid } = runningPostgres(dataDir) ?? {};

  await end(child.process, "SIGUSR2");
  await gone(pid);

  expect(runningPostgres(dataDir)).toBeUndefined();
});

test("a pid file whose number now belongs to a stranger is not in the way", async () => {
  copyCluster();
  const { uid, gid } = statSync(dataDir);
  const stranger = spawn("sleep", ["60"], { uid, gid, cwd: "/" });
  writeFileSync(join(dataDir, "postmaster.pid"), `${stranger.pid}\n${dataDir}\n1\n1\n\n127.0.0.1\n1 1\nready   \n`);

  const server = await startPostgres({ dataDir });
  await using _ = stopAtEnd(server);

  expect(server.adopted).toBe(false);
  await end(stranger, "SIGKILL");
});

test("a lock that a killed process has left is taken over", async () => {
  copyCluster();
  const dead = spawn("true");
  await once(dead, "exit");
  writeFileSync(`${dataDir}.lock`, `${dead.pid} 1 1`);

  await using _ = stopAtEnd(await startPostgres({ dataDir }));

  expect(existsSync(`${dataDir}.lock`)).toBe(false);
});

test("a port that is taken is left to its owner", async () => {
  copyCluster();
  const first = await startPostgres({ dataDir });
  await first.stop();
  const owner = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
  await once(owner, "listening");

  const second = await startPostgres({ dataDir });
  await using _ = stopAtEnd(second);

  expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
  expect(await sql(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  owner.close();
});

test.runIf(isRoot)("root with a private home gets its data where the server can reach it", async () => {
  chmodSync(home, 0o700);

  const server = await startPostgres({ dataDir });
  const [{ data_directory: data } = { data_directory: "" }] = await sql(server.url, "SHOW data_directory");
  await server.stop();

  expect(data).toMatch(/^\/var\/lib\/tenon\/postgres-[0-9a-f]{12}$/);
  rmSync(String(data), { recursive: true });
});

test("a password that was changed behind our back is said, and no server is left behind", async () => {
  copyCluster();
  writeFileSync(`${dataDir}.password`, "wrong\n");

  await expect(startPostgres({ dataDir })).rejects.toThrow(
    /refuses the password in .*postgres\.password: password authentication failed/,
  );

  expect(runningPostgres(dataDir)).toBeUndefined();
});

test("refuses production", async () => {
  const attempt = startPostgres({ dataDir, nodeEnv: "production" });

  await expect(attempt).rejects.toThrow(DevPostgresError);
  expect(existsSync(dataDir)).toBe(false);
});

test("bad folders are explained in one sentence", async () => {
  writeFileSync(join(home, "file"), "");
  mkdirSync(join(home, "full"));
  writeFileSync(join(home, "full/letter.txt"), "mine");
  mkdirSync(join(home, "old"));
  writeFileSync(join(home, "old/PG_VERSION"), "12\n");
  const problem = (dir: string) => startPostgres({ dataDir: join(home, dir) }).catch((error: unknown) => error);

  const problems = await Promise.all(["file/postgres", "full", "old"].map(problem));

  expect(problems.every((error) => error instanceof DevPostgresError)).toBe(true);
  expect(problems.map((error) => (error as Error).message.replaceAll(home, "~"))).toEqual([
    "The development database cannot use ~/file: a file is in the way.",
    "The development database cannot use ~/full: it has contents that are not a database.",
    expect.stringContaining("~/old was made by PostgreSQL 12, this is 18.4: move the folder away"),
  ]);
  expect(readFileSync(join(home, "full/letter.txt"), "utf8")).toBe("mine");
});

type Child = { process: ChildProcess; url: string; adopted: boolean };

/** Ends by SIGTERM or SIGINT in good order, by SIGUSR2 without a word to the launcher. */
async function startInChild(): Promise<Child> {
  const program = `
    import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
    import { Client } from ${JSON.stringify(import.meta.resolve("pg"))};
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    const drain = async () => {
      const client = new Client(server.url);
      await client.connect();
      await client.query("SELECT 1");
      await client.end();
      console.log("drained");
      await server.stop();
      process.exit();
    };
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, drain);
    process.on("SIGUSR2", () => process.exit());
    setInterval(() => {}, 1000);
    console.log(JSON.stringify(server));`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { process: child, ...(JSON.parse(await firstLine(child)) as { url: string; adopted: boolean }) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [bytes] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return bytes.toString().trim();
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await once(child, "exit");
}

async function gone(pid: number | undefined): Promise<void> {
  await expect.poll(() => pid === undefined || !existsSync(`/proc/${pid}/exe`), { timeout: 10_000 }).toBe(true);
}

function stopAtEnd(server: { stop(): Promise<void> }): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => server.stop() };
}

async function sql(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
