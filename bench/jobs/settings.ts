/** Calls at once that enqueue. */
export const enqueuers = 10;
/** Jobs that may run at once. */
export const concurrency = 100;
