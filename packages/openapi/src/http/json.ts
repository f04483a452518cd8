/** A value as JSON; `needsReplacer` where it may hold what `JSON.stringify` has no word for. @throws TypeError for a function */
export function toJson(value: unknown, needsReplacer: boolean): string {
  const text = JSON.stringify(value, needsReplacer ? toWire : undefined) as string | undefined;
  if (text === undefined) throw new TypeError(`JSON has no form for a ${typeof value}`);
  return text;
}

/** Dates come here already written by their own `toJSON`. */
function toWire(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Set) return [...value];
  return value instanceof Map ? Object.fromEntries(value) : value;
}
