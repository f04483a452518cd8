import { AppError } from "@tenon/contract/app-error";

/** Runs tasks one after the other; throws UNAVAILABLE when too many wait. */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>;

export function createQueue({ waiting }: { waiting: number }): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  return async (task) => {
    if (count > waiting) throw new AppError("UNAVAILABLE", { retryAfter: 2 });
    count += 1;
    const result = last.then(task);
    last = result.catch(() => {});
    try {
      return await result;
    } finally {
      count -= 1;
    }
  };
}
