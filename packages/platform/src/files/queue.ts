import { AppError } from "@tenon/contract/app-error";

/** Runs tasks one after the other; throws UNAVAILABLE when too many wait, or too many of the same owner. */
export type Queue = <T>(owner: string, task: () => Promise<T>) => Promise<T>;

/** How many may wait beside the one that runs, in all and of one owner. */
type Limits = { waiting: number; waitingOfOwner: number };

export function createQueue({ waiting, waitingOfOwner }: Limits): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  const countOf = new Map<string, number>();
  return async (owner, task) => {
    const own = countOf.get(owner) ?? 0;
    if (count > waiting || own > waitingOfOwner) throw new AppError("UNAVAILABLE", { retryAfter: 2 });
    count += 1;
    countOf.set(owner, own + 1);
    const result = last.then(task);
    last = result.catch(() => {});
    try {
      return await result;
    } finally {
      count -= 1;
      const left = (countOf.get(owner) ?? 1) - 1;
      if (left > 0) countOf.set(owner, left);
      else countOf.delete(owner);
    }
  };
}
