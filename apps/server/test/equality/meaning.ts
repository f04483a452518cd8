import type { JsonSchema } from "./values.ts";

// What a request can say, by the documented rules and not by the bridge's code. Where a value has no form of its own, both sides
// are asked what the nearest request says: these are the only differences between the transports.

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const instant =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/** How often each difference was met, by its name. */
export type Losses = Map<string, number>;

/** The text of a value in a path, a query string or a header. */
export function textOf(value: unknown, losses: Losses): string {
  if (value instanceof Date) return value.toISOString();
  if (value === null) count(losses, "null is the text null");
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  if (text.isWellFormed()) return text;
  count(losses, "half a surrogate pair has no percent-encoding");
  return text.toWellFormed();
}

/** What a bare text means where a schema stands: its type is the schema's, if it has the form of one. */
export function meaningOf(text: string, schema: JsonSchema | undefined): unknown {
  const types = [schema?.["type"]].flat();
  if (types.includes("integer") || types.includes("number"))
    return number.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
  if (types.includes("boolean")) return text === "true" ? true : text === "false" ? false : text;
  return schema?.["format"] === "date-time" ? dateOf(text) : text;
}

/** What a value in a JSON body means: a date is a text there, and such a text is a date where the schema wants one. */
export function bodyMeaning(value: unknown, schema: JsonSchema | undefined, losses: Losses): unknown {
  const isDate = schema?.["format"] === "date-time";
  if (value instanceof Date && !isDate) count(losses, "a date is a text in JSON");
  const text = value instanceof Date ? value.toISOString() : value;
  return isDate && typeof text === "string" ? dateOf(text) : text;
}

function dateOf(text: string): Date | string {
  const parts = instant.exec(text);
  if (!parts) return text;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const calendar = new Date(0);
  calendar.setUTCFullYear(year, month - 1, day);
  const isReal = calendar.getUTCMonth() === month - 1 && calendar.getUTCDate() === day;
  return isReal ? new Date(text) : text;
}

export function count(losses: Losses, name: string): void {
  losses.set(name, (losses.get(name) ?? 0) + 1);
}
