import { AppError } from "@tenon/contract/app-error";
import { Tally } from "@tenon/core/tally";

/** Runs tasks one after the other; throws UNAVAILABLE when too many wait, or too many of the same owner. */
export type Queue = <T>(owner: string, task: () => Promise<T>) => Promise<T>;

/** How many may wait beside the one that runs, in all and of one owner. */
type Limits = { waiting: number; waitingOfOwner: number };

export function createQueue({ waiting, waitingOfOwner }: Limits): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  const ofOwners = new Tally();
  return async (owner, task) => {
    if (count > waiting || ofOwners.of(owner) > waitingOfOwner) throw new AppError("UNAVAILABLE", { retryAfter: 2 });
    count += 1;
    ofOwners.add(owner);
    const result = last.then(task);
    last = result.catch(() => {});
    try {
      return await result;
    } finally {
      count -= 1;
      ofOwners.remove(owner);
    }
  };
}
