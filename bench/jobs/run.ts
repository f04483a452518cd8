// node --conditions=@tenon/source bench/jobs/run.ts [--seconds 3] [--jobs 20000] [--rounds 3]
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { startRedisServer } from "../../packages/platform/src/testing/redis-server.ts";
import { findProgram } from "../../scripts/programs.ts";
import { median } from "../http/measure/statistics.ts";
import { startPostgres } from "../postgres.ts";
import type { Contender } from "./contender.ts";
import { bullmq } from "./contenders/bullmq.ts";
import { plainPgBoss } from "./contenders/pg-boss.ts";
import { tenon } from "./contenders/tenon.ts";
import { concurrency, enqueuers } from "./settings.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" },
    jobs: { type: "string", default: "20000" },
    rounds: { type: "string", default: "3" },
  },
});
const [seconds, jobs, rounds] = [Number(values.seconds), Number(values.jobs), Number(values.rounds)];

type Figures = { enqueued: number; processed: number; waitMs: number };

await using postgres = await startPostgres();
process.env["REDIS_SERVER_PATH"] ??= findProgram("redis-server");
await using redis = process.env["REDIS_SERVER_PATH"] ? await startRedisServer() : undefined;
const contenders = [
  await tenon(postgres.url),
  await plainPgBoss(postgres.url),
  ...(redis ? [await bullmq(redis.url)] : []),
];
const figures = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
for (let round = 1; round <= rounds; round += 1) {
  for (const contender of contenders) {
    const measured = await measure(contender);
    figures.get(contender.name)?.push(measured);
    console.log(`round ${round}, ${contender.name}: ${JSON.stringify(measured)}`);
  }
}
for (const contender of contenders) await contender.close();
report();

async function measure(contender: Contender): Promise<Figures> {
  const processed = await processRate(contender);
  const waitMs = await medianWait(contender);
  const enqueued = await enqueueRate(contender);
  await drain(contender);
  return { enqueued, processed, waitMs };
}

/** Enqueued per second, so many calls at a time. */
async function enqueueRate({ enqueue }: Contender): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let count = 0;
  const call = async () => {
    for (; performance.now() < until; count += 1) await enqueue();
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: enqueuers }, call));
  return (count / (performance.now() - startedAt)) * 1000;
}

/** Processed per second out of a full queue; of a slow one, in three times the seconds. */
async function processRate({ fill, process: run }: Contender): Promise<number> {
  for (let filled = 0; filled < jobs; filled += 1000) await fill(Math.min(1000, jobs - filled));
  let count = 0;
  let firstAt = 0;
  let lastAt = 0;
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, seconds * 3000);
  const stop = await run(() => {
    lastAt = performance.now();
    firstAt ||= lastAt;
    count += 1;
    if (count === jobs) resolve();
  });
  await all;
  clearTimeout(timer);
  await stop();
  return ((count - 1) / Math.max(lastAt - firstAt, 1)) * 1000;
}

/** From the call that enqueues until the job runs, when the queue is empty and a worker waits. */
async function medianWait(contender: Contender): Promise<number> {
  await drain(contender);
  let heard = () => {};
  const stop = await contender.process(() => heard());
  const waits: number[] = [];
  for (let n = 0; n < 15; n += 1) {
    const { promise, resolve } = Promise.withResolvers<void>();
    heard = resolve;
    const startedAt = performance.now();
    await contender.enqueue();
    await promise;
    waits.push(performance.now() - startedAt);
  }
  await stop();
  return median(waits);
}

/** Leaves no job behind: a slow contender would take an hour for what it has. */
async function drain({ name, close: _close }: Contender): Promise<void> {
  if (name === "BullMQ") return drainBullmq();
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query("DELETE FROM pgboss.job WHERE name IN ('bench', 'plain')");
  await client.end();
}

async function drainBullmq(): Promise<void> {
  const { Redis } = await import("ioredis");
  const client = new Redis(redis?.url ?? "");
  await client.flushall();
  client.disconnect();
}

function report(): void {
  const rows = [...figures].map(([name, measured]) => {
    const of = (key: keyof Figures) => median(measured.map((figure) => figure[key]));
    return `| ${name} | ${of("enqueued").toFixed(0)} | ${Number(of("processed").toPrecision(3))} | ${of("waitMs").toFixed(1)} |`;
  });
  const markdown = [
    `- ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC: \`bench/jobs --seconds ${seconds} --jobs ${jobs} --rounds ${rounds}\``,
    `- ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; databases, workers and callers share the cores; medians`,
    `- PostgreSQL without fsync, Redis without a log: what is durable costs a write to disk more, in each`,
    "",
    `|  | enqueued/s, ${enqueuers} calls at a time | processed/s, up to ${concurrency} at a time | ms from the call until the job runs |`,
    "| --- | --: | --: | --: |",
    ...rows,
    "",
  ].join("\n");
  console.log(`\n${markdown}`);
  writeFileSync(`${import.meta.dirname}/results.md`, markdown);
}
