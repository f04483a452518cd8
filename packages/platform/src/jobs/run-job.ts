import type { Deps } from "@tenon/core/ctx";
import type { JobCtx, JobDefinition } from "@tenon/core/jobs/definition";
import type { JobWithMetadata } from "pg-boss";

export type JobRun = {
  deps: Deps;
  definition: JobDefinition;
  job: Pick<JobWithMetadata, "id" | "data" | "retryCount" | "retryLimit" | "sourceRootId">;
  /** Aborts when the claim is lost or the worker has no more time. */
  signal: AbortSignal;
};

/** Runs one job to its end or its deadline. Throws what it failed with. */
export async function runJob({ deps, definition, job, signal }: JobRun): Promise<void> {
  const { name, timeoutSeconds = 60 } = definition;
  const attempt = job.retryCount + 1;
  // A dead letter that is redriven is another row of the queue, and the same job.
  const id = job.sourceRootId ?? job.id;
  const startedAt = performance.now();
  const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
  const ctx: JobCtx = {
    ...deps,
    actor: { kind: "system" },
    requestId: id,
    signal: AbortSignal.any([signal, deadline]),
    client: {},
    job: { id, attempt, isLastAttempt: job.retryCount >= job.retryLimit },
  };
  const line = { job: name, requestId: id, attempt };
  try {
    // One that does not listen to its signal is left behind; what it writes later is fenced by `once`.
    await Promise.race([definition.run(ctx, readPayload(definition, job.data)), aborted(ctx.signal)]);
    deps.log[definition.cron === undefined ? "info" : "debug"]({ ...line, ms: elapsedMs(startedAt) }, "job done");
  } catch (error) {
    const isOver = ctx.job.isLastAttempt || error instanceof UnusablePayloadError;
    const level = signal.aborted ? "info" : isOver ? "error" : "warn";
    deps.log[level]({ ...line, ms: elapsedMs(startedAt), err: error }, "job failed");
    throw error;
  }
}

/** No try will make anything else of it. */
export class UnusablePayloadError extends Error {
  override readonly name = "UnusablePayloadError";
}

function readPayload({ payload }: JobDefinition, data: unknown): unknown {
  const parsed = payload.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UnusablePayloadError(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

const elapsedMs = (startedAt: number) => Math.round((performance.now() - startedAt) * 10) / 10;

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const refuse = () => reject(signal.reason as Error);
    if (signal.aborted) refuse();
    else signal.addEventListener("abort", refuse, { once: true });
  });
