import type { Parameter } from "@tenon/openapi";
import { bodyMeaning, count, type Losses, meaningOf, textOf } from "./meaning.ts";
import type { Subject } from "./subjects.ts";

export type HttpCall = { method: string; target: string; headers: Record<string, string>; body: string | undefined };

/** A REST request, and the input that it says. */
export type RestForm = { call: HttpCall; meaning: unknown };

type Draft = { path: string; query: [string, string][]; headers: Record<string, string>; left: [string, unknown][] };

/** The request for an input. What a request cannot say is counted as a loss, and is not in its meaning either. */
export function restForm(subject: Subject, input: unknown, losses: Losses): RestForm {
  const { operation } = subject;
  const { method, route } = operation;
  if (typeof input !== "object" || input === null || Array.isArray(input) || input instanceof Date) {
    const body = input === undefined ? undefined : JSON.stringify(input);
    const isNothing = input === undefined && Object.keys(subject.properties).length > 0;
    if (isNothing) count(losses, "a request that says nothing says an empty object");
    const meaning = isNothing ? {} : bodyMeaning(input, undefined, losses);
    return { call: { method, target: `/api/v1${route}`, headers: jsonType(body), body }, meaning };
  }
  const draft: Draft = { path: route, query: [], headers: {}, left: [] };
  const said = Object.entries(input).flatMap(([key, value]) => say(draft, subject, { key, value, losses }));
  const hasBody =
    operation.input.body.kind !== "none" && (draft.left.length > 0 || operation.input.parameters.size === 0);
  const body = hasBody ? JSON.stringify(Object.fromEntries(draft.left)) : undefined;
  const query = draft.query.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
  return {
    call: {
      method,
      target: `/api/v1${draft.path}${query && `?${query}`}`,
      headers: { ...draft.headers, ...jsonType(body) },
      body,
    },
    meaning: Object.fromEntries(said),
  };
}

const jsonType = (body: string | undefined): Record<string, string> =>
  body === undefined ? {} : { "content-type": "application/json" };

type Entry = { key: string; value: unknown; losses: Losses };

/** Puts one input key where the operation takes it from; the entries of the meaning that come of it. */
function say(draft: Draft, { operation, properties }: Subject, { key, value, losses }: Entry): [string, unknown][] {
  const parameter = operation.input.parameters.get(key);
  const schema = properties[key];
  if (!parameter && operation.input.body.kind !== "none") {
    draft.left.push([key, value]);
    return [[key, bodyMeaning(value, schema, losses)]];
  }
  if (Array.isArray(value) && value.length === 0) {
    count(losses, "an empty array has no form in a query string");
    // What a path needs stands there as some text.
    if (parameter?.in !== "path") return [];
  }
  const text = sayable(textOf(value, losses), parameter, losses);
  if (text !== value) count(losses, "the type of a bare text is the schema's");
  place(draft, parameter, { key, text });
  return [[key, meaningOf(text, schema)]];
}

function sayable(text: string, parameter: Parameter | undefined, losses: Losses): string {
  if (parameter?.in === "path" && text === "") {
    count(losses, "an empty segment names another resource");
    return "empty";
  }
  if (parameter?.in !== "header") return text;
  const visible = text.replace(/[^\x21\x23-\x7e]/g, "_").slice(0, 200);
  if (visible !== text) count(losses, "an entity tag is visible ASCII");
  return visible;
}

function place(draft: Draft, parameter: Parameter | undefined, { key, text }: { key: string; text: string }): void {
  if (parameter?.in === "path") draft.path = draft.path.replace(`{${key}}`, () => encodeURIComponent(text));
  // The tag of a post is its version and a hash of what was read.
  else if (parameter?.in === "header") draft.headers[parameter.name] = `"${text}.${"h4sh".padEnd(27, "-")}"`;
  else draft.query.push([key, text]);
}
