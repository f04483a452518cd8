/** Many callers are given one value: a change by one of them fails instead of reaching the others. */
export function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) freeze(part as object);
  return Object.freeze(value);
}
