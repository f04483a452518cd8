import { JobId, JobList, JobPage, JobQueues, JobRedrive, JobRedriven } from "@tenon/contract/jobs";
import { cancelJob, jobQueues, listJobs, redriveJobs, retryJob } from "@tenon/core/jobs/admin";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { permittedProcedure } from "../procedures.ts";

const jobProcedure = permittedProcedure("job:manage");

export const jobs = {
  list: rest(jobProcedure.input(JobList).output(JobPage), "GET /jobs", {
    summary: "List jobs, newest first",
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => listJobs(ctx, input)),

  queues: rest(jobProcedure.output(JobQueues), "GET /jobs/queues", {
    summary: "How many jobs of each kind wait, run and are dead",
  }).query(({ ctx }) => jobQueues(ctx)),

  retry: rest(jobProcedure.input(JobId).output(z.void()), "POST /jobs/{id}/retry", {
    summary: "Try a job again that has failed for good",
    errors: ["JOB_NOT_FOUND"],
  }).mutation(({ ctx, input }) => retryJob(ctx, input)),

  cancel: rest(jobProcedure.input(JobId).output(z.void()), "POST /jobs/{id}/cancel", {
    summary: "Take a job out of its queue",
    description: "One that runs is told to stop, and is not tried again.",
    errors: ["JOB_NOT_FOUND"],
  }).mutation(({ ctx, input }) => cancelJob(ctx, input)),

  redrive: rest(jobProcedure.input(JobRedrive).output(JobRedriven), "POST /jobs/redrive", {
    summary: "Try all dead jobs again, or those of one kind",
  }).mutation(({ ctx, input }) => redriveJobs(ctx, input)),
} satisfies TRPCRouterRecord;
