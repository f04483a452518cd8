import { count, type Losses } from "./meaning.ts";

/** What was compared: successes by procedure, failures by reason, and what requests could not say. */
export type Tally = { calls: number; successes: Map<string, number>; reasons: Map<string, number>; losses: Losses };

export const newTally = (): Tally => ({ calls: 0, successes: new Map(), reasons: new Map(), losses: new Map() });

export function record(tally: Tally, path: string, reason: string | undefined): void {
  tally.calls += 1;
  if (reason === undefined) count(tally.successes, path);
  else count(tally.reasons, reason);
}

/** In a few lines, for whoever runs the full measure. */
export function describeTally({ calls, successes, reasons, losses }: Tally, seed: number): string {
  const list = (map: Map<string, number>) => [...map].map(([name, times]) => `${name} ${times}`).join(", ");
  const succeeded = [...successes.values()].reduce((sum, times) => sum + times, 0);
  return [
    `seed ${seed}: ${calls} calls told alike, ${succeeded} of them successes of ${successes.size} procedures`,
    `failures: ${list(reasons)}`,
    `not sayable over REST: ${list(losses)}`,
  ].join("\n");
}
