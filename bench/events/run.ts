// node --conditions=@tenon/source bench/events/run.ts [--subscribers 1000,5000] [--events 50]. Linux only: it reads /proc.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createDb, type Db } from "../../packages/db/src/index.ts";
import { openPostgresSignals } from "../../packages/platform/src/signals/postgres-signals.ts";
import { startPostgres } from "../postgres.ts";
import { subscribe, type Transport, transports } from "./connections.ts";
import { startServer } from "./server.ts";

const { values } = parseArgs({
  options: { subscribers: { type: "string", default: "1000,5000" }, events: { type: "string", default: "50" } },
});
const events = Number(values.events);
const warmUpEvents = 20;

type Row = {
  transport: Transport;
  count: number;
  kibEach: number;
  idleMicros: number;
  micros: number;
  p50: number;
  p99: number;
};

const rows: Row[] = [];
await using postgres = await startPostgres();
const db = createDb({ url: postgres.url });
const signals = await openPostgresSignals({
  url: postgres.url,
  log: { debug() {}, info() {}, warn: console.warn, error: console.error },
});
const author = await db.user.create({
  data: { username: "ada", name: "Ada", email: "ada@example.com", emailNormalized: "ada@example.com" },
});
const post = await db.post.create({
  data: {
    slug: "p",
    title: "P",
    body: "",
    status: "published",
    publishedAt: new Date(),
    updatedAt: new Date(),
    authorId: author.id,
  },
});
for (const count of values.subscribers.split(",").map(Number)) {
  for (const transport of transports) rows.push(await measure(transport, count));
}
await signals.close();
await db.$disconnect();
report();

async function measure(transport: Transport, count: number): Promise<Row> {
  await using server = await startServer(postgres.url);
  await sleep(1000);
  let heard = 0;
  let sentAt = 0;
  const delays: number[] = [];
  const subscriber = {
    url: server.url,
    transport,
    onEvent() {
      heard += 1;
      delays.push(performance.now() - sentAt);
    },
    onEnd() {
      throw new Error(`The server has cut off a subscriber (${transport}).`);
    },
  };
  const before = server.rssKib();
  const sockets = [];
  for (let opened = 0; opened < count; opened += 100) {
    const batch = Array.from({ length: Math.min(100, count - opened) }, () => subscribe(subscriber));
    sockets.push(...(await Promise.all(batch)));
  }
  await sleep(3000);
  const kibEach = (server.rssKib() - before) / count;
  const idleFrom = server.cpuMicros();
  await sleep(20_000);
  const idleMicros = (server.cpuMicros() - idleFrom) / count / 20;

  const tellAll = async () => {
    const goal = heard + count;
    sentAt = performance.now();
    await tell(db);
    while (heard < goal) await sleep(5);
  };
  for (let n = 0; n < warmUpEvents; n += 1) await tellAll();
  delays.length = 0;
  const from = server.cpuMicros();
  for (let n = 0; n < events; n += 1) await tellAll();
  const micros = (server.cpuMicros() - from) / (events * count);
  for (const socket of sockets) socket.destroy();
  delays.sort((one, other) => one - other);
  const at = (part: number) => delays[Math.floor(delays.length * part)] ?? Number.NaN;
  const row = { transport, count, kibEach, idleMicros, micros, p50: at(0.5), p99: at(0.99) };
  console.log(JSON.stringify(row));
  return row;
}

/** An event as a change writes it, and the hint that wakes the server. */
async function tell(to: Db): Promise<void> {
  const data = { id: post.id, slug: "p", title: "P", status: "published", version: 1, authorId: author.id };
  await to.$transaction([
    to.$executeRaw`INSERT INTO events (channel, type, data) VALUES ('posts', 'post.published', ${data})`,
  ]);
  signals.send("events", ["posts"]);
}

function report(): void {
  const lines = rows.map(
    ({ transport, count, ...row }) =>
      `| ${transport} | ${count} | ${row.kibEach.toFixed(0)} | ${row.idleMicros.toFixed(0)} | ${row.micros.toFixed(1)} | ${row.p50.toFixed(0)} | ${row.p99.toFixed(0)} |`,
  );
  const markdown = [
    `- ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC: \`bench/events --subscribers ${values.subscribers} --events ${events}\``,
    `- ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; the server, its database and the subscribers share the cores`,
    "- An event at a time, from its transaction to the last of its subscribers, woken by NOTIFY",
    "",
    "|  | subscribers | KiB each | idle, CPU µs per second each | CPU µs per delivery | p50 ms | p99 ms |",
    "| --- | --: | --: | --: | --: | --: | --: |",
    ...lines,
    "",
  ].join("\n");
  console.log(`\n${markdown}`);
  writeFileSync(`${import.meta.dirname}/results.md`, markdown);
}
