// node --conditions=@tenon/source bench/http/load/against-wrk.ts: our load generator beside wrk.
import { spawnSync } from "node:child_process";
import { adapterCells } from "../adapter/cells.ts";
import { moveTo, onCore } from "../measure/cores.ts";
import { startServer } from "../measure/server.ts";
import { markdownTable } from "../report/tables.ts";
import { startGenerator } from "./generator.ts";
import { toBytes } from "./http-message.ts";

/** A slow one, a fast one and the floor. */
const compared = ["@trpc/server standalone", "Fastify 5, routes by hand", "node:http, a constant"];
const connections = 32;
const seconds = 5;

moveTo("load");
await using generator = startGenerator();
const rows: string[][] = [];
const cells = adapterCells().filter((cell) => cell.scenario === "single" && compared.includes(cell.contender));
for (const { contender, launch, requests, status, check } of cells) {
  await using server = await startServer(launch);
  await check(`http://127.0.0.1:${server.port}`);
  const job = { port: server.port, requests: requests.map((request) => toBytes(request).toString("base64")), status };
  await generator.run({ ...job, connections, seconds: 3 });
  const ours = await generator.run({ ...job, connections, seconds });
  const theirs = runWrk(`http://127.0.0.1:${server.port}${requests[0]?.path}`, requests[0]?.headers);
  const figures = [ours.requests / ours.seconds, ours.p50Ms, ours.p99Ms].map((figure) => figure.toFixed(2));
  rows.push([contender, ...figures, ...theirs]);
}
const head = ["", "ours: requests/s", "p50 ms", "p99 ms", "wrk: requests/s", "p50", "p99"];
process.stdout.write(`${markdownTable(head, rows)}\n`);
process.exit(0);

function runWrk(url: string, headers: Record<string, string> = {}): string[] {
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const args = ["wrk", "-t1", `-c${connections}`, `-d${seconds}s`, "--latency", ...given, url];
  const [command = "", ...rest] = onCore("load", args);
  const { stdout } = spawnSync(command, rest, { encoding: "utf8" });
  return [/Requests\/sec: +(\S+)/, /50% +(\S+)/, /99% +(\S+)/].map((part) => part.exec(stdout)?.[1] ?? "");
}
