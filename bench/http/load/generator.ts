import { once } from "node:events";
import { startChild, stopChild } from "../measure/children.ts";
import type { LoadJob, LoadResult } from "./run-load.ts";

export type Generator = AsyncDisposable & { run: (job: LoadJob) => Promise<LoadResult> };

/** Starts the load generator on the core that the servers do not have. */
export function startGenerator(): Generator {
  const child = startChild({ args: [`${import.meta.dirname}/process.ts`], core: "load" });
  return {
    async run(job) {
      child.send(job);
      const [{ result, error }] = (await once(child, "message")) as [{ result?: LoadResult; error?: string }];
      if (!result) throw new Error(`The load generator failed: ${error}`);
      return result;
    },
    [Symbol.asyncDispose]: () => stopChild(child),
  };
}
