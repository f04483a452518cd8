// node --conditions=@tenon/source bench/sessions/run.ts [--rounds 5] [--seconds 1] [--revocations 200]
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import pg from "pg";
import { median } from "../http/measure/statistics.ts";
import { startPostgres } from "../postgres.ts";
import type { Contender } from "./contender.ts";
import { better } from "./contenders/better-auth.ts";
import { lucia } from "./contenders/lucia.ts";
import { tenon } from "./contenders/tenon.ts";
import { measureRevocation } from "./revocation.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "1" },
    revocations: { type: "string", default: "200" },
  },
});
const [rounds, seconds, revocations] = [Number(values.rounds), Number(values.seconds), Number(values.revocations)];

type Figures = { micros: number; cpuMicros: number };

await using postgres = await startPostgres();
const contenders = [
  await tenon({ url: postgres.url, engine: "lucia", isCached: true }),
  await tenon({ url: postgres.url, engine: "lucia", isCached: false }),
  await tenon({ url: postgres.url, engine: "native", isCached: false }),
  await lucia(await emptyDatabase("lucia")),
  await better({ url: await emptyDatabase("better"), isCached: false }),
  await better({ url: await emptyDatabase("better_cached"), isCached: true }),
];
const figures = new Map<Contender, Figures[]>(contenders.map((contender) => [contender, []]));
for (const contender of contenders) {
  if (!(await contender.check())) throw new Error(`${contender.name} does not know its own session.`);
  await measure(contender);
}
for (let round = 1; round <= rounds; round += 1) {
  for (const contender of contenders) {
    const measured = await measure(contender);
    figures.get(contender)?.push(measured);
    console.log(`round ${round}, ${contender.name}: ${JSON.stringify(measured)}`);
  }
}
for (const contender of contenders) await contender.close();
const delays = await measureRevocation(postgres.url, revocations);
report();

/** One check after the other. */
async function measure({ check }: Contender): Promise<Figures> {
  const cpuFrom = process.cpuUsage();
  const from = performance.now();
  let checks = 0;
  while (performance.now() - from < seconds * 1000) {
    for (let count = 0; count < 50; count += 1) await check();
    checks += 50;
  }
  const { user, system } = process.cpuUsage(cpuFrom);
  return { micros: ((performance.now() - from) * 1000) / checks, cpuMicros: (user + system) / checks };
}

async function emptyDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return url.href;
}

function report(): void {
  const of = (contender: Contender, figure: keyof Figures) =>
    median((figures.get(contender) ?? []).map((measured) => measured[figure]));
  const [first] = contenders;
  const lines = contenders.map((contender) => {
    const micros = of(contender, "cpuMicros");
    const times = first === undefined ? 1 : micros / of(first, "cpuMicros");
    return `| ${contender.name} | ${micros.toFixed(1)} | ${times.toFixed(1)} | ${of(contender, "micros").toFixed(1)} | ${contender.revocation} |`;
  });
  const at = (part: number) => (delays[Math.min(delays.length - 1, Math.floor(delays.length * part))] ?? 0).toFixed(1);
  const markdown = [
    `- ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC: \`bench/sessions --rounds ${rounds} --seconds ${seconds} --revocations ${revocations}\``,
    `- ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; the database shares the cores`,
    "- One check after the other, median of the rounds; CPU is this process's, not the database's",
    "",
    "|  | CPU µs per check | ratio | µs per check | another node refuses an ended session |",
    "| --- | --: | --: | --: | --- |",
    ...lines,
    "",
    `Until another process refused a session that it had in its cache, of ${delays.length} rounds: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms.`,
    "",
  ].join("\n");
  console.log(`\n${markdown}`);
  writeFileSync(`${import.meta.dirname}/results.md`, markdown);
}
