/** A queue of jobs that do nothing, within this process. */
export type Contender = {
  name: string;
  /** What an application does to enqueue one job, together with a row of its own where that is possible. */
  enqueue(): Promise<void>;
  /** Adds many jobs the fastest way there is. */
  fill(count: number): Promise<void>;
  /** Begins to run jobs, each of which calls `done`. Returns how to stop. */
  process(done: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};
