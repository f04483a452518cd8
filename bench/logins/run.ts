// node --conditions=@tenon/source bench/logins/run.ts [--seconds 10] [--rounds 3] [--logins 100]
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type GateSize, startAccountServer } from "../account-server.ts";
import { median, quantile } from "../http/measure/statistics.ts";
import { startPostgres } from "../postgres.ts";
import { startApiCalls } from "./api-calls.ts";
import { flood } from "./flood.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    rounds: { type: "string", default: "3" },
    logins: { type: "string", default: "100" },
  },
});
const [seconds, rounds, logins] = [Number(values.seconds), Number(values.rounds), Number(values.logins)];

type Figures = {
  idleP50: number;
  idleP95: number;
  floodP50: number;
  floodP95: number;
  errors: number;
  judged: number;
  busy: number;
  wrong: number;
};

type Variant = {
  name: string;
  gate?: GateSize;
  /** Whether who is refused comes again when told to. */ waits: boolean;
};

const variants: Variant[] = [
  { name: "Tenon", waits: true },
  { name: "Tenon, nobody waits as told", waits: false },
  { name: "without the gate", gate: { concurrency: 1e6, queue: 1e6, waitMs: 60_000 }, waits: true },
];
await using postgres = await startPostgres();
const figures = new Map<string, Figures[]>(variants.map(({ name }) => [name, []]));
for (let round = 1; round <= rounds; round += 1) {
  for (const variant of variants) {
    const measured = await measure(variant);
    figures.get(variant.name)?.push(measured);
    console.log(`round ${round}, ${variant.name}: ${JSON.stringify(measured)}`);
  }
}
report();

async function measure({ gate, waits }: Variant): Promise<Figures> {
  await using server = await startAccountServer(postgres.url, gate && { gate });
  const warm = await startApiCalls(server.url, 2);
  await warm.ended;
  const idle = await (await startApiCalls(server.url, seconds)).ended;
  const flooded = await startApiCalls(server.url, seconds);
  const login = await flood({ url: server.url, inFlight: logins, waits, until: flooded.ended });
  const busy = await flooded.ended;
  const at = ({ times }: typeof idle, share: number) =>
    quantile(
      times.toSorted((a, b) => a - b),
      share,
    );
  return {
    idleP50: at(idle, 0.5),
    idleP95: at(idle, 0.95),
    floodP50: at(busy, 0.5),
    floodP95: at(busy, 0.95),
    errors: idle.errors + busy.errors,
    judged: login.judged / seconds,
    busy: login.busy / seconds,
    wrong: login.wrong,
  };
}

function report(): void {
  const rows = [...figures].map(([name, measured]) => {
    const of = (key: keyof Figures) => median(measured.map((figure) => figure[key]));
    const ms = (key: keyof Figures) => of(key).toFixed(1);
    const added = median(measured.map(({ floodP95, idleP95 }) => floodP95 - idleP95)).toFixed(1);
    const sum = (key: keyof Figures) => measured.reduce((total, figure) => total + figure[key], 0);
    return `| ${name} | ${ms("idleP50")} | ${ms("idleP95")} | ${ms("floodP50")} | ${ms("floodP95")} | ${added} | ${sum("errors")} | ${of("judged").toFixed(0)} | ${of("busy").toFixed(0)} | ${sum("wrong")} |`;
  });
  const markdown = [
    `- ${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC: \`bench/logins --seconds ${seconds} --rounds ${rounds} --logins ${logins}\``,
    `- ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; the server, its database, the flood and the other callers are processes that share the cores; medians of the rounds`,
    `- ${logins} sign-ins with wrong passwords in flight, each followed by the next, after a refusal a second later as it says; beside them 50 calls a second, lists and sessions by turns`,
    "- argon2id as in production; a sign-in is judged (401) or refused with 503 AUTH_BUSY and Retry-After; anything else is wrong",
    "",
    "|  | API idle, p50 ms | p95 | flooded, p50 | p95 | added to p95 | errors outside sign-in | judged/s | refused/s | wrong |",
    "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
    ...rows,
    "",
  ].join("\n");
  console.log(`\n${markdown}`);
  writeFileSync(`${import.meta.dirname}/results.md`, markdown);
}
