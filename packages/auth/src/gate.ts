import { AppError } from "@tenon/contract/app-error";

export type GateOptions = {
  /** Tasks that run at once. */
  concurrency: number;
  /** Tasks that may wait. */
  queue: number;
  /** How long a task may wait before it is turned away. */
  waitMs: number;
};

/**
 * Of what hashes a password with its statements: more at once than are hashed, for while some are, others ask the database. Many may
 * wait, for whoever is turned away at once may come again at once.
 */
export const admission: GateOptions = { concurrency: 4, queue: 1000, waitMs: 2000 };

/** Runs tasks a few at a time; a full queue or a long wait ends in AUTH_BUSY. */
export type Gate = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * Password hashing shares libuv's small thread pool with files, DNS and compression:
 * unbounded, a login flood makes everything else wait for seconds.
 */
export function createGate({ concurrency, queue, waitMs }: GateOptions): Gate {
  const waiting = new Set<() => void>();
  let running = 0;

  const turn = (): Promise<void> => {
    if (running < concurrency) {
      running += 1;
      return Promise.resolve();
    }
    if (waiting.size >= queue) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        waiting.delete(enter);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(enter);
        reject(busy());
      }, waitMs);
      waiting.add(enter);
    });
  };

  const leave = () => {
    const [next] = waiting;
    if (next) next();
    else running -= 1;
  };

  return async (task) => {
    await turn();
    try {
      return await task();
    } finally {
      leave();
    }
  };
}

const busy = () => new AppError("AUTH_BUSY", { retryAfter: 1 });
