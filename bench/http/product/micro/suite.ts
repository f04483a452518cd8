import { once } from "node:events";
import { startChild, stopChild } from "../../measure/children.ts";
import { median } from "../../measure/statistics.ts";
import type { QueryJob, QueryResult } from "./process.ts";

export const variantNames = [
  "raw pg, named statements",
  "Tenon's core (readRows, named)",
  "Prisma include, relationJoins (a preview)",
  "Prisma include, as it comes",
];

export type QueryRow = QueryResult & { variant: string; operation: "get" | "list" };

type Options = {
  databaseUrl: string;
  chosen: (name: string) => boolean;
  rounds: number;
  seconds: number;
  onSample: (line: string) => void;
};

/** What the same reads cost without a server around them: what Prisma takes. */
export async function measureQueries({ databaseUrl, chosen, rounds, seconds, onSample }: Options): Promise<QueryRow[]> {
  const jobs = variantNames
    .flatMap((variant) => (["get", "list"] as const).map((operation) => ({ variant, operation, seconds })))
    .filter(({ variant, operation }) => chosen(`query ${operation} ${variant}`));
  const results = new Map<QueryJob, QueryResult[]>(jobs.map((job) => [job, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const job of jobs) {
      const result = await measureJob(job, databaseUrl);
      results.get(job)?.push(result);
      const figures = `${result.cpuMicros.toFixed(1)} µs  ${result.perSecond.toFixed(0)}/s`;
      onSample(`${round + 1}/${rounds}  ${`query ${job.operation}`.padEnd(18)} ${job.variant.padEnd(42)} ${figures}`);
    }
  }
  return jobs.map((job) => {
    const own = results.get(job) ?? [];
    const of = (key: keyof QueryResult) => median(own.map((result) => result[key]));
    const { variant, operation } = job;
    return { variant, operation, cpuMicros: of("cpuMicros"), perSecond: of("perSecond") };
  });
}

async function measureJob(job: QueryJob, databaseUrl: string): Promise<QueryResult> {
  const child = startChild({
    args: ["--conditions=@tenon/source", `${import.meta.dirname}/process.ts`],
    core: "server",
    env: { DATABASE_URL: databaseUrl },
  });
  child.send(job);
  const [result] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error(`${job.variant} failed`))),
  ])) as [QueryResult];
  await stopChild(child);
  return result;
}
