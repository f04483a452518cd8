import { RestError, type InputIssue } from "../error.ts";
import type { InputPlan } from "../operation.ts";
import { createRecord } from "../schema/record.ts";
import { pointer } from "./pointer.ts";
import { decodePercent } from "./target.ts";

/** Reads a query string into the input's keys, by plan. Keys may be `__proto__`: `into` has no prototype. */
export function readQuery(raw: string, plan: InputPlan, into: Record<string, unknown>): void {
  if (raw === "") return;
  for (const [key, texts] of queryTexts(raw)) {
    const field = plan.query.get(key);
    if (field?.style === "form") {
      if (texts.length > 1 && !field.repeats) throw duplicate(key);
      into[key] = field.decode(texts);
    } else if (!readDeep(key, texts, { plan, into }) && plan.otherQuery) {
      if (key in into) throw duplicate(key);
      const values = texts.map(plan.otherQuery);
      into[key] = values.length === 1 ? values[0] : values;
    }
  }
}

/** Every key of a query string with its texts. @throws RestError 400 where it is not percent-encoded UTF-8 */
export function queryTexts(raw: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const pair of raw.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = decodePercent(equals < 0 ? pair : pair.slice(0, equals), true);
    const text = equals < 0 ? "" : decodePercent(pair.slice(equals + 1), true);
    if (key === undefined || text === undefined)
      throw new RestError("MALFORMED_TARGET", "The query string is not percent-encoded UTF-8");
    const texts = found.get(key);
    if (texts) texts.push(text);
    else found.set(key, [text]);
  }
  return found;
}

interface Reading {
  readonly plan: InputPlan;
  readonly into: Record<string, unknown>;
}

/** `filter[status]=open`: true when the key belongs to an input key that is an object. */
function readDeep(key: string, texts: readonly string[], { plan, into }: Reading): boolean {
  const open = key.indexOf("[");
  if (open <= 0 || !key.endsWith("]")) return false;
  const name = key.slice(0, open);
  const field = plan.query.get(name);
  if (field?.style !== "deepObject") return false;
  const object = (into[name] ??= createRecord()) as Record<string, unknown> | string;
  const [text = "", ...more] = texts;
  // `filter=x&filter[a]=1` says two things of one key.
  if (more.length > 0 || typeof object !== "object") throw duplicate(key);
  const inner = key.slice(open + 1, -1);
  object[inner] = field.decode(inner, text);
  return true;
}

function duplicate(key: string): RestError {
  const issue: InputIssue = { in: "query", pointer: pointer([key]), code: "duplicate", detail: "given more than once" };
  return new RestError("MALFORMED_INPUT", `The query parameter ${key} is given more than once`, { issues: [issue] });
}
