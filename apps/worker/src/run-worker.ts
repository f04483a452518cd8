import type { Deps } from "@tenon/core/ctx";
import type { Config } from "@tenon/process/config";
import { openProcess } from "@tenon/process/open";
import { type RunOptions, runProcess } from "@tenon/process/run";

export type Worker = { deps: Deps; close: () => Promise<void> };

/** Runs jobs beside the servers; as many of them as the jobs need. */
export async function buildWorker(config: Config, overrides?: Partial<Deps>): Promise<Worker> {
  await using stack = new AsyncDisposableStack();
  const deps = await openProcess(config, { stack, runsJobs: true, overrides });
  const resources = stack.move();
  return { deps, close: () => resources.disposeAsync() };
}

/** The worker as a process of its own. */
export const runWorker = ({ onClosed }: Pick<RunOptions<Worker>, "onClosed"> = {}): Promise<void> =>
  runProcess({
    start: buildWorker,
    onReady: ({ deps }) => deps.log.info({}, "running jobs"),
    ...(onClosed && { onClosed }),
  });
