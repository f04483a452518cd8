// node --conditions=@tenon/source bench/timing/run.ts [--samples 60]
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type AccountServer, startAccountServer } from "../account-server.ts";
import { median } from "../http/measure/statistics.ts";
import { startPostgres } from "../postgres.ts";
import { mannWhitney } from "./statistics.ts";
import { accounts, type Subject, subjects } from "./subjects.ts";

const { values } = parseArgs({ options: { samples: { type: "string", default: "60" } } });
const samples = Number(values.samples);

/** Medians that are further apart than this in percent, and not by chance, tell accounts from strangers. */
const fault = { apart: 15, p: 0.01 };

const rows: string[] = [];
for (const subject of subjects) {
  await using postgres = await startPostgres();
  await prepare(postgres.url, subject);
  await using server = await startAccountServer(postgres.url, { env: subject.env });
  const row = await measure(server, subject);
  console.log(row);
  rows.push(row);
}
report();

/** Makes the accounts, and tries passwords of them. */
async function prepare(databaseUrl: string, { tried }: Subject): Promise<void> {
  await using server = await startAccountServer(databaseUrl);
  for (const email of accounts(samples))
    await post(server, "/auth/register", { email, name: "Ada", password: "correct horse battery", mode: "bearer" });
  for (const [email, tries] of tried?.(samples) ?? [])
    for (let n = 0; n < tries; n += 1) await post(server, "/auth/login", { email, password: "wrong" });
}

async function measure(server: AccountServer, subject: Subject): Promise<string> {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let n = 0; n < samples; n += 1) {
    // By turns, and each first as often: what the machine does besides is then in both.
    const order = n % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const which of order) times[which].push(await timed(server, subject.call(subject[which](n))));
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  const apart = (Math.abs(known - unknown) / Math.min(known, unknown)) * 100;
  const p = mannWhitney(times.known, times.unknown);
  if (apart > fault.apart && p < fault.p) process.exitCode = 1;
  return `| ${subject.name} | ${known.toFixed(2)} | ${unknown.toFixed(2)} | ${apart.toFixed(1)} % | ${p.toFixed(3)} |`;
}

async function timed(server: AccountServer, { path, body, status }: ReturnType<Subject["call"]>): Promise<number> {
  const startedAt = performance.now();
  const answered = await post(server, path, body);
  const ms = performance.now() - startedAt;
  if (answered !== status) throw new Error(`${path} answered ${answered} instead of ${status}`);
  return ms;
}

async function post({ url }: AccountServer, path: string, body: object): Promise<number> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  await response.arrayBuffer();
  return response.status;
}

function report(): void {
  const markdown = [
    `- ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC: \`bench/timing --samples ${samples}\``,
    `- ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; argon2id as in production; by turns, over REST`,
    "- p: how likely two samples of one distribution are as far apart as these (Mann–Whitney); a fault is more than 15 % with a p below 0.01",
    "",
    "|  | account is there, median ms | is not there | apart | p |",
    "| --- | --: | --: | --: | --: |",
    ...rows,
    "",
  ].join("\n");
  console.log(`\n${markdown}`);
  writeFileSync(`${import.meta.dirname}/results.md`, markdown);
}
