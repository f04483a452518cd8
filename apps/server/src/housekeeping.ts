import type { Deps } from "@tenon/core/ctx";
import { keepHouse } from "@tenon/core/housekeeping";

const everyMs = 10_000;

/** Runs the housekeeping now and then, one round at a time; returns how to stop it. */
export function startHousekeeping(deps: Deps): () => Promise<void> {
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = round
      .then(() => keepHouse(deps))
      .catch((error: unknown) => deps.log.error({ err: error }, "housekeeping failed"));
  }, everyMs);
  return () => {
    clearInterval(timer);
    return round;
  };
}
