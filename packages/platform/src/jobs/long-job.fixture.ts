import { defineJob, type JobCtx } from "@tenon/core/jobs/definition";
import { z } from "zod";

/** A job that may take its time. */
export const longJob = (run: (ctx: JobCtx) => Promise<void>) =>
  defineJob({ name: "long", payload: z.object({}), timeoutSeconds: 600, retryAfterSeconds: 1, run });
