import { parseDate } from "./date.ts";
import { type Schema, core, defOf, metaOf, takes } from "./zod.ts";

/** Turns the text of a parameter into a value. Text that does not fit stays text, so that zod reports it: nothing is guessed. */
export type TextDecode = (text: string) => unknown;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
// Reading an integer costs more than linearly in its length, and a body may be a megabyte.
const BIGINT = /^-?\d{1,1000}$/;

const identity: TextDecode = (text) => text;

/** Reads a decimal integer of at most 1,000 digits; anything else is returned as it came. */
export function decodeBigInt(text: string): unknown {
  return BIGINT.test(text) ? BigInt(text) : text;
}

/** Reads an ISO date; anything else is returned as it came. */
export function decodeDate(text: string): unknown {
  return parseDate(text) ?? text;
}

function decodeNumber(text: string): unknown {
  if (!NUMBER.test(text)) return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function decodeBoolean(text: string): unknown {
  return text === "true" ? true : text === "false" ? false : text;
}

/** Compiles a plan for one value written as text; undefined when the schema is not a scalar. */
export function compileText(schema: Schema): TextDecode | undefined {
  const inner = core(schema, "input");
  const def = defOf(inner);
  switch (def.type) {
    case "string":
    case "template_literal":
    case "any":
    case "unknown":
    case "never":
    case "null":
    case "undefined":
      return identity;
    case "number":
      return decodeNumber;
    case "boolean":
      return decodeBoolean;
    case "bigint":
      return decodeBigInt;
    case "date":
      return decodeDate;
    case "literal":
    case "enum":
      return fromTable(inner);
    case "union":
      return fromOptions(def.options);
    case "custom":
      return metaOf(inner)["type"] === "string" ? identity : undefined;
    default:
      return undefined;
  }
}

function fromTable(schema: Schema): TextDecode {
  const values = [...(schema._zod.values ?? [])];
  if (values.every((value) => typeof value === "string")) return identity;
  const table = new Map<string, unknown>();
  // A string that reads like a number, `"1"`, beats the number 1: it is what was written.
  for (const value of values) if (typeof value !== "string" && value !== undefined) table.set(String(value), value);
  for (const value of values) if (typeof value === "string") table.set(value, value);
  return (text) => (table.has(text) ? table.get(text) : text);
}

/** As zod does it: the first option that takes the text, read its own way, wins. */
function fromOptions(options: readonly Schema[]): TextDecode | undefined {
  const plans = options.map((option) => ({ option, decode: compileText(option) }));
  if (!plans.every((plan): plan is { option: Schema; decode: TextDecode } => plan.decode !== undefined))
    return undefined;
  if (plans.every(({ decode }) => decode === identity)) return identity;
  return (text) => {
    for (const { option, decode } of plans) {
      const value = decode(text);
      if (takes(option, value)) return value;
    }
    return text;
  };
}
