import type { Deps } from "@tenon/core/ctx";
import type { JobCtx, JobDefinition } from "@tenon/core/jobs/definition";
import type { JobWithMetadata } from "pg-boss";

export type JobRun = {
  deps: Deps;
  definition: JobDefinition;
  job: Pick<JobWithMetadata, "id" | "data" | "retryCount" | "retryLimit">;
  /** Aborts when the claim is lost or the worker has no more time. */
  signal: AbortSignal;
};

/** Runs one job to its end or its deadline. Throws what it failed with. */
export async function runJob({ deps, definition, job, signal }: JobRun): Promise<void> {
  const { name, timeoutSeconds = 60 } = definition;
  const attempt = job.retryCount + 1;
  const startedAt = performance.now();
  const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
  const ctx: JobCtx = {
    ...deps,
    actor: { kind: "system" },
    requestId: job.id,
    signal: AbortSignal.any([signal, deadline]),
    client: {},
    job: { id: job.id, attempt, isLastAttempt: job.retryCount >= job.retryLimit },
  };
  const line = { job: name, requestId: job.id, attempt };
  try {
    // One that does not listen to its signal is left behind; what it writes later is fenced by `once`.
    await Promise.race([definition.run(ctx, definition.payload.parse(job.data)), aborted(ctx.signal)]);
    deps.log.info({ ...line, ms: elapsedMs(startedAt) }, "job done");
  } catch (error) {
    const level = ctx.job.isLastAttempt ? "error" : "warn";
    deps.log[level]({ ...line, ms: elapsedMs(startedAt), err: error }, "job failed");
    throw error;
  }
}

const elapsedMs = (startedAt: number) => Math.round((performance.now() - startedAt) * 10) / 10;

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const refuse = () => reject(signal.reason as Error);
    if (signal.aborted) refuse();
    else signal.addEventListener("abort", refuse, { once: true });
  });
