/** A value that may be there already. Waiting for one that is costs more than most steps of a request. */
export type Maybe<T> = T | Promise<T>;

/** Of what is not our own, it may be less than a promise: `Promise.resolve` makes it one. */
export const isThenable = (value: unknown): value is Promise<unknown> =>
  value !== null &&
  (typeof value === "object" || typeof value === "function") &&
  typeof (value as Promise<unknown>).then === "function";
