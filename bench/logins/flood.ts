import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export type FloodFigures = {
  /** Passwords that were looked at. */
  judged: number;
  /** Refused with 503 AUTH_BUSY and when to come back. */
  busy: number;
  /** Anything else. */
  wrong: number;
};

export type FloodOptions = {
  url: string;
  inFlight: number;
  /** For as long as they are told to. */
  waits: boolean;
};

/**
 * Wrong passwords of as many accounts, so many at once, from addresses of their own, until then. From a process of its own: the
 * times of other calls are the server's then, not those of a client that is busy with answers to these.
 */
export async function flood(options: FloodOptions & { until: Promise<unknown> }): Promise<FloodFigures> {
  const { until, ...given } = options;
  const child = fork(join(import.meta.dirname, "flood-process.ts"), [JSON.stringify(given)]);
  await until;
  child.send("end");
  const [figures] = (await once(child, "message")) as [FloodFigures];
  return figures;
}
