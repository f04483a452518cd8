import { quantile } from "../measure/statistics.ts";
import { openConnection } from "./connection.ts";

export type LoadJob = {
  port: number;
  /** Whole requests, as base64; asked in turn. */
  requests: string[];
  status: number;
  connections: number;
  seconds: number;
  /** Goes on until as many are answered, for four times the seconds at most. @default 0 */
  minRequests?: number;
};

export type LoadResult = { requests: number; seconds: number; p50Ms: number; p95Ms: number; p99Ms: number };

/** A constant number of connections, each asking again as soon as it is answered, for a fixed time. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const { port, requests, status, connections, seconds, minRequests = 0 } = job;
  const all = requests.map((request) => Buffer.from(request, "base64"));
  let asked = 0;
  const next = () => all[asked++ % all.length] ?? Buffer.alloc(0);
  const latencies = new Float64Array(4_000_000);
  let answered = 0;
  const begin = performance.now();
  const goesOn = (elapsedMs: number) =>
    elapsedMs < seconds * 1000 || (answered < minRequests && elapsedMs < seconds * 4000);

  await Promise.all(
    Array.from({ length: connections }, () => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      openConnection({
        port,
        next,
        onBroken: reject,
        onResponse(got, startedAt) {
          const now = performance.now();
          latencies[answered++] = now - startedAt;
          if (got !== status) reject(new Error(`Status ${got} instead of ${status}`));
          if (goesOn(now - begin)) return true;
          resolve();
          return false;
        },
      });
      return promise;
    }),
  );
  const took = (performance.now() - begin) / 1000;
  const sorted = latencies.subarray(0, answered).toSorted();
  const [p50Ms, p95Ms, p99Ms] = [quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 0.99)];
  return { requests: answered, seconds: took, p50Ms, p95Ms, p99Ms };
}
