import { AppError } from "@tenon/contract/app-error";
import type { JobId, JobList, JobPage, JobQueues, JobRedrive, JobRedriven } from "@tenon/contract/jobs";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { listPage } from "../paging.ts";

export const listJobs = (ctx: Ctx, { name, state, ...position }: JobList): Promise<JobPage> =>
  listPage(ctx, position, {
    scope: `jobs:${name ?? ""}:${state ?? ""}`,
    keyOf: (job) => [job.createdAt.toISOString(), job.id],
    rows: ({ after, limit }) =>
      ctx.jobs.list({
        name,
        state,
        limit,
        after: after && { createdAt: String(after[0]), id: String(after[1]) },
      }),
  });

export const jobQueues = async (ctx: Ctx): Promise<JobQueues> => ({ items: await ctx.jobs.stats() });

/** Gives a job that has failed for good all its tries again. */
export async function retryJob(ctx: Ctx, { id }: JobId): Promise<void> {
  if (!(await ctx.jobs.retry(id))) throw new AppError("JOB_NOT_FOUND");
  await audit(ctx, ctx.db, { action: "job.retried", target: { type: "job", id } });
}

/** Takes a job out of its queue; one that runs is told to stop. */
export async function cancelJob(ctx: Ctx, { id }: JobId): Promise<void> {
  if (!(await ctx.jobs.cancel(id))) throw new AppError("JOB_NOT_FOUND");
  await audit(ctx, ctx.db, { action: "job.cancelled", target: { type: "job", id } });
}

export async function redriveJobs(ctx: Ctx, { name }: JobRedrive): Promise<JobRedriven> {
  const count = await ctx.jobs.redrive(name);
  // A name that no job has is whatever the caller typed, and has redriven nothing.
  if (count > 0) await audit(ctx, ctx.db, { action: "job.redriven", meta: { name: name ?? null, count } });
  return { count };
}
