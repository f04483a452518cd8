/** A value that may be there already. Waiting for one that is costs more than most steps of a request. */
export type Maybe<T> = T | Promise<T>;

/** Of what is not our own, it may be less than a promise: `Promise.resolve` makes it one. */
export const isThenable = (value: unknown): value is Promise<unknown> =>
  value !== null &&
  (typeof value === "object" || typeof value === "function") &&
  typeof (value as Promise<unknown>).then === "function";

/** `await`: takes the next step with the value, at once where it is there. */
export function after<T, R>(value: Maybe<T>, step: (value: T) => Maybe<R>): Maybe<R> {
  return isThenable(value) ? Promise.resolve(value).then(step) : step(value);
}

/** `Promise.all`, at once where all are there. */
export const all = <T>(values: readonly Maybe<T>[]): Maybe<readonly T[]> =>
  values.some(isThenable) ? Promise.all(values) : (values as readonly T[]);
