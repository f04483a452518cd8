import type { Job, JobQueueStats, JobState } from "@tenon/contract/jobs";
import type { Tx } from "@tenon/db";
import type { EnqueueOptions } from "./definition.ts";

/** A job to be: the name of its definition, its payload as it was validated. */
export type NewJob = EnqueueOptions & { name: string; payload: object };

/** Jobs to show, newest first. */
export type JobFilter = {
  name?: string | undefined;
  state?: JobState | undefined;
  after?: { createdAt: string; id: string } | undefined;
  limit: number;
};

/** Where jobs wait. */
export interface JobQueue {
  /** Adds jobs within a transaction: they run once it has committed, and never when it has not. */
  add(tx: Tx, jobs: NewJob[]): Promise<void>;
  list(filter: JobFilter): Promise<Job[]>;
  stats(): Promise<JobQueueStats[]>;
  /** Puts a job that has failed for good back into its queue. False when there is none of this id. */
  retry(id: string): Promise<boolean>;
  /** Takes a waiting job out, and tells a running one to stop. False when there is none of this id. */
  cancel(id: string): Promise<boolean>;
  /** Puts dead jobs back into their queues, of one kind or all; returns how many. */
  redrive(name: string | undefined): Promise<number>;
}
