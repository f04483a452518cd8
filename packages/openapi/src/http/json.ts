/** A value as JSON; `needsReplacer` where it may hold what `JSON.stringify` has no word for. */
export const toJson = (value: unknown, needsReplacer: boolean): string =>
  JSON.stringify(value, needsReplacer ? toWire : undefined);

/** Dates come here already written by their own `toJSON`. */
function toWire(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Set) return [...value];
  return value instanceof Map ? Object.fromEntries(value) : value;
}
