import type { IncomingHttpHeaders } from "node:http";
import { type InputPlace, RestError } from "../error.ts";
import type { InputPlan, TextParameter } from "../operation.ts";
import { createRecord } from "../schema/record.ts";
import { isRecord } from "../schema/wire.ts";
import { readIfMatch } from "./condition.ts";
import { pointer } from "./pointer.ts";
import { queryTexts, readQuery } from "./query.ts";
import { decodePercent } from "./target.ts";

/** The parts of a request that an input is made of. */
export interface Parts {
  /** Still percent-encoded, in the order of the route. */
  readonly params: readonly string[];
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The parsed body; undefined when there was none. */
  readonly body: unknown;
}

/** Puts the procedure's raw input together. What does not fit its schema is left for the schema to report. */
export function assembleInput(plan: InputPlan, parts: Parts): unknown {
  if (plan.isEmpty) return undefined;
  if (plan.body.kind === "whole") return decodeBody(plan.body.decode, parts.body);
  const fromBody = bodyKeys(plan, parts.body);
  if (fromBody !== undefined && plan.parameters.size === 0) return fromBody;
  if (fromBody !== undefined && !isRecord(fromBody)) throw malformed("body", "#", "The body must be a JSON object");
  const input = createRecord();
  readQuery(parts.query, plan, input);
  for (const [key, value] of Object.entries(fromBody ?? {})) claim(input, "query", { key, value });
  const place = plan.otherQuery ? "query" : "body";
  for (const [index, parameter] of plan.path.entries()) {
    claim(input, place, { key: parameter.key, value: pathValue(parameter, parts.params[index] ?? "") });
  }
  for (const parameter of plan.bound) {
    const text = boundText(parameter, parts.headers);
    if (text !== undefined) claim(input, place, { key: parameter.key, value: parameter.decode(text) });
    else if (Object.hasOwn(input, parameter.key)) throw elsewhere(parameter, place);
  }
  if (plan.lastEventId) {
    const id = parts.headers["last-event-id"];
    // It is UTF-8 (WHATWG HTML §9.2.5), and Node reads Latin-1.
    if (typeof id === "string") input["lastEventId"] = plan.lastEventId(Buffer.from(id, "latin1").toString());
  }
  return plan.isOptional && fromBody === undefined && Object.keys(input).length === 0 ? undefined : input;
}

/** The form with what of the input travels outside it: a procedure is given one `FormData`, as by tRPC. */
export function completeForm(plan: InputPlan, parts: Omit<Parts, "body">, form: FormData): FormData {
  const add = (key: string, texts: readonly string[]): void => {
    const given = form.getAll(key);
    if (given.length === 0) for (const text of texts) form.append(key, text);
    else if (given.length !== texts.length || given.some((value, index) => value !== texts[index]))
      throw twice("body", key);
  };
  for (const [key, texts] of queryTexts(parts.query)) if (plan.query.has(key)) add(key, texts);
  for (const [index, { key }] of plan.path.entries()) add(key, [pathText(parts.params[index] ?? "")]);
  for (const parameter of plan.bound) {
    const text = boundText(parameter, parts.headers);
    if (text !== undefined) add(parameter.key, [text]);
    else if (form.has(parameter.key)) throw elsewhere(parameter, "body");
  }
  return form;
}

function bodyKeys({ body }: InputPlan, value: unknown): unknown {
  if (body.kind === "none" || body.kind === "form" || value === undefined) return undefined;
  if (body.kind !== "key") return decodeBody(body.decode, value);
  return { [body.key]: decodeBody(body.decode, value) };
}

function decodeBody(decode: ((value: unknown) => unknown) | undefined, value: unknown): unknown {
  if (!decode) return value;
  try {
    return decode(value);
  } catch (cause) {
    // A recursive schema and a body nested a hundred thousand deep: the stack ends before the value does.
    throw new RestError("MALFORMED_BODY", "The body is nested too deeply", { cause });
  }
}

/** The path wins, and what was already read under the same key must say the same. */
function claim(
  input: Record<string, unknown>,
  place: InputPlace,
  { key, value }: { key: string; value: unknown },
): void {
  if (Object.hasOwn(input, key) && !isSame(input[key], value)) {
    throw twice(place, key);
  }
  input[key] = value;
}

function isSame(left: unknown, right: unknown): boolean {
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  return Object.is(left, right);
}

const pathValue = (parameter: TextParameter, raw: string): unknown => parameter.decode(pathText(raw));

function pathText(raw: string): string {
  const text = decodePercent(raw);
  if (text === undefined) throw new RestError("MALFORMED_TARGET", "The path is not percent-encoded UTF-8");
  return text;
}

function boundText(parameter: TextParameter, headers: IncomingHttpHeaders): string | undefined {
  if (parameter.in === "cookie") return cookie(headers.cookie, parameter.lookup);
  const header = headers[parameter.lookup];
  const text = Array.isArray(header) ? header.join(", ") : header;
  if (parameter.lookup !== "if-match") return text;
  const version = text === undefined ? undefined : readIfMatch(text, parameter.key);
  if (version === undefined && parameter.required) throw unconditional(parameter);
  return version;
}

/** RFC 6265 §5.4: the first cookie of that name. */
function cookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const equals = pair.indexOf("=");
    if (equals > 0 && pair.slice(0, equals).trim() === name)
      return decodePercent(
        pair
          .slice(equals + 1)
          .trim()
          .replace(/^"(.*)"$/, "$1"),
      );
  }
  return undefined;
}

/** RFC 6585 §3: the client has to say which version it has seen, so that no update is lost. */
function unconditional({ key, name }: TextParameter): RestError {
  const issue = {
    in: "header",
    pointer: pointer([key]),
    code: "missing",
    detail: "names the version that you have read",
  } as const;
  return new RestError("PRECONDITION_REQUIRED", `This request needs ${name} with a version`, { issues: [issue] });
}

function elsewhere({ key, in: source, name }: TextParameter, place: InputPlace): RestError {
  return malformed(place, pointer([key]), `${key} is read from the ${source} ${name}`);
}

const twice = (place: InputPlace, key: string): RestError =>
  malformed(place, pointer([key]), `${key} is given twice, with different values`);

function malformed(place: InputPlace, at: string, detail: string): RestError {
  return new RestError("MALFORMED_INPUT", detail, { issues: [{ in: place, pointer: at, code: "malformed", detail }] });
}
