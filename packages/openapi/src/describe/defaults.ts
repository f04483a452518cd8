import { type Schema, defOf } from "../schema/zod.ts";

/** What a value that is left out stands for, as text, where JSON cannot say it; `computed` when it is another each time. */
export function defaultOf(schema: Schema): string | undefined {
  const def = defOf(schema) as { defaultValue?: unknown; catchValue?: (ctx: unknown) => unknown };
  try {
    const read = () => (def.catchValue ? def.catchValue(undefined) : def.defaultValue);
    const [value, again] = [read(), read()];
    if (textOf(value) !== textOf(again) || !areSame(datesIn(value), datesIn(again))) return "computed";
    return isJson(value) ? undefined : textOf(value);
  } catch {
    return "computed";
  }
}

/** Two Dates of the same millisecond are still two when each was made for its reader. */
const areSame = (left: readonly Date[], right: readonly Date[]): boolean =>
  left.every((date, index) => date === right[index]);

function datesIn(value: unknown): Date[] {
  if (value instanceof Date) return [value];
  return typeof value === "object" && value !== null ? partsOf(value).flatMap(datesIn) : [];
}

function partsOf(value: object): unknown[] {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].flat();
  return value instanceof Set ? [...(value as Set<unknown>)] : Object.values(value);
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return false;
  const isPlain =
    Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
  return isPlain && Object.values(value).every((part) => part === undefined || isJson(part));
}

function textOf(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) {
    return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? typeof value);
  }
  if (value instanceof Date) return `Date ${value.toISOString()}`;
  if (value instanceof Set || value instanceof Map) return `${value.constructor.name} ${textOf([...value])}`;
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  const name = Object.getPrototypeOf(value) === Object.prototype ? "" : `${value.constructor?.name ?? "Object"} `;
  return `${name}{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}: ${textOf(part)}`)
    .join(", ")}}`;
}
