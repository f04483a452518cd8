/**
 * An object without a prototype's keys that engines keep fast: `Object.create(null)` is a hash table, and all who read it pay.
 * Any key may be set on it, `__proto__` too.
 */
export const createRecord = (): Record<string, unknown> => new Bare() as Record<string, unknown>;

function bare(): void {}
bare.prototype = Object.create(null);
const Bare = bare as unknown as new () => object;
