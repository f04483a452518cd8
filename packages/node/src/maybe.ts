/** A value that may be there already. Waiting for one that is costs more than most steps of a request. */
export type Maybe<T> = T | Promise<T>;

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  value !== null &&
  (typeof value === "object" || typeof value === "function") &&
  typeof (value as PromiseLike<unknown>).then === "function";

/** `await`: takes the next step with the value, at once where it is there. */
export function after<T, R>(value: Maybe<T>, step: (value: T) => Maybe<R>): Maybe<R> {
  return isThenable(value) ? Promise.resolve(value).then(step) : step(value);
}

/** `try` and `catch`, whether it throws or rejects. */
export function attempt<R>(run: () => Maybe<R>, fails: (cause: unknown) => R): Maybe<R> {
  try {
    const result = run();
    return isThenable(result) ? Promise.resolve(result).catch(fails) : result;
  } catch (cause) {
    return fails(cause);
  }
}
