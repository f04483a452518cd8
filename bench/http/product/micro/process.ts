// One way to read posts, as often as it can for a while, from as many loops as there are connections.
import { postIds } from "../seed-sql.ts";
import { poolSize } from "../settings.ts";
import { variants } from "./variants.ts";

export type QueryJob = { variant: string; operation: "get" | "list"; seconds: number };
export type QueryResult = { cpuMicros: number; perSecond: number };

process.on("message", ({ variant, operation, seconds }: QueryJob) => {
  const reader = variants[variant]?.();
  if (!reader) throw new Error(`There is no ${variant}`);
  const read = (index: number) => (operation === "list" ? reader.list() : reader.get(postIds[index % 100] ?? ""));
  void run(read, seconds)
    .then(() => run(read, seconds))
    .then((result) => process.send?.(result));
});

async function run(read: (index: number) => Promise<unknown>, seconds: number): Promise<QueryResult> {
  const before = process.cpuUsage();
  const begin = performance.now();
  const deadline = begin + seconds * 1000;
  let count = 0;
  const loop = async () => {
    while (performance.now() < deadline) await read(count++);
  };
  await Promise.all(Array.from({ length: poolSize }, loop));
  const { user, system } = process.cpuUsage(before);
  return { cpuMicros: (user + system) / count, perSecond: (count * 1000) / (performance.now() - begin) };
}
