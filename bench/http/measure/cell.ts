import type { Generator } from "../load/generator.ts";
import { type HttpRequest, toBytes } from "../load/http-message.ts";
import { serverCoreSeconds } from "./core-use.ts";
import { type Launch, startServer } from "./server.ts";

/** One contender in one scenario. */
export type Cell = {
  contender: string;
  scenario: string;
  launch: Launch;
  /** Asked in turn. */
  requests: HttpRequest[];
  status: number;
  /** Throws unless the server answers this and other requests as it must. */
  check: (origin: string) => Promise<void>;
};

export type Sample = {
  cpuMicros: number;
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** The share of its core that the server used; well below 1, something else was the limit. */
  busy: number;
  /** The share of it that others took meanwhile: above some percent, the turn was disturbed. */
  others: number;
};

export type Timing = {
  /** Of one turn. */
  seconds: number;
  warmUpSeconds: number;
  connections: number;
};

export type Running = AsyncDisposable & {
  cell: Cell;
  /** Loads the server for the seconds of a turn. */
  takeTurn: () => Promise<Sample>;
};

/** By then V8 has compiled what a request runs: the cost of one, of any contender, falls by a third up to here. */
const warmUpRequests = 25_000;

/** Starts the server, checks it and warms it up. */
export async function startCell(cell: Cell, generator: Generator, timing: Timing): Promise<Running> {
  const server = await startServer(cell.launch);
  await cell.check(`http://127.0.0.1:${server.port}`);
  const { connections, seconds, warmUpSeconds } = timing;
  const requests = cell.requests.map((request) => toBytes(request).toString("base64"));
  const job = { port: server.port, requests, status: cell.status, connections };
  await generator.run({ ...job, seconds: warmUpSeconds, minRequests: warmUpRequests });
  return {
    cell,
    async takeTurn() {
      const [before, coreBefore] = [await server.cpuMicros(), serverCoreSeconds()];
      const load = await generator.run({ ...job, seconds });
      const [cpuMicros, coreSeconds] = [(await server.cpuMicros()) - before, serverCoreSeconds() - coreBefore];
      return {
        cpuMicros: cpuMicros / load.requests,
        perSecond: load.requests / load.seconds,
        p50Ms: load.p50Ms,
        p95Ms: load.p95Ms,
        p99Ms: load.p99Ms,
        busy: cpuMicros / 1e6 / load.seconds,
        others: Math.max(0, coreSeconds - cpuMicros / 1e6) / load.seconds,
      };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
