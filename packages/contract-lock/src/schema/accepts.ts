import type { Json } from "@tenon/openapi";
import type { Single } from "./alternatives.ts";
import { MARKS } from "./mark-names.ts";
import { patternsOf } from "./strings.ts";

/** Whether a form is certain to take a single value: where that cannot be said, it is not. */
export function accepts(json: Json, { value }: Single): boolean {
  if (json["x-type"] !== undefined || MARKS.some((mark) => json[mark] !== undefined)) return false;
  if (typeof value === "string") return acceptsText(json, value);
  return typeof value === "number" && acceptsNumber(json, value);
}

function acceptsText(json: Json, text: string): boolean {
  const patterns = [...patternsOf(json)];
  // A format without a pattern is a word only.
  if (json["contentEncoding"] !== undefined || (json["format"] !== undefined && patterns.length === 0)) return false;
  if (json["x-patterns"] !== undefined) return false;
  const isLong =
    text.length >= (json["minLength"] ?? 0) && text.length <= (json["maxLength"] ?? Number.POSITIVE_INFINITY);
  return isLong && patterns.every((pattern) => matches(pattern, text));
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}

function acceptsNumber(json: Json, value: number): boolean {
  const step = json["multipleOf"] as number | undefined;
  return (
    (json["type"] !== "integer" || Number.isSafeInteger(value)) &&
    value >= (json["minimum"] ?? Number.NEGATIVE_INFINITY) &&
    value <= (json["maximum"] ?? Number.POSITIVE_INFINITY) &&
    value > (json["exclusiveMinimum"] ?? Number.NEGATIVE_INFINITY) &&
    value < (json["exclusiveMaximum"] ?? Number.POSITIVE_INFINITY) &&
    (step === undefined || (Number.isInteger(step) && value % step === 0))
  );
}
