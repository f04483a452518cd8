import type { Tx } from "@tenon/db";
import type { EnqueueOptions } from "./definition.ts";

/** A job to be: the name of its definition, its payload as it was validated. */
export type NewJob = EnqueueOptions & { name: string; payload: object };

/** Where jobs wait. */
export interface JobQueue {
  /** Adds jobs within a transaction: they run once it has committed, and never when it has not. */
  add(tx: Tx, jobs: NewJob[]): Promise<void>;
}
