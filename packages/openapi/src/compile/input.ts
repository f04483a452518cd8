import type { InputPlan, Parameter, TextParameter } from "../operation.ts";
import { type QueryPlan, compileQuery } from "../schema/query.ts";
import { shapeOf } from "../schema/shape.ts";
import { compileText } from "../schema/text.ts";
import { type Schema, isOptional, isVoid } from "../schema/zod.ts";
import { planBody } from "./body.ts";
import { paramsOf } from "./route.ts";
import type { Subject } from "./subject.ts";

/** Decides where each key of the input comes from, reporting what cannot be. */
export function planInput(subject: Subject): InputPlan {
  const { inputs, shape, route, spec, fault } = subject;
  const parameters = new Map<string, Parameter>();
  const path = paramsOf(route.segments).flatMap((key) => pathParameter(key, subject));
  const bound = Object.entries(spec.in ?? {}).flatMap(([key, source = "query"]) =>
    boundParameter(key, source, subject),
  );
  for (const parameter of [...path, ...bound]) {
    if (parameters.has(parameter.key)) fault(`${parameter.key} is read from two places`);
    parameters.set(parameter.key, parameter);
  }
  const body = planBody(subject, parameters);
  const query = new Map<string, QueryPlan>();
  const readsQuery = body.kind === "none" || body.kind === "key";
  for (const [key, schema] of shape?.fields ?? []) {
    const isBound = parameters.get(key)?.in === "query";
    if (!isBound && (!readsQuery || parameters.has(key) || (body.kind === "key" && key === body.key))) continue;
    const plan = compileQuery(schema);
    if (!plan) fault(`input key ${key} does not fit in a query string`);
    else if (body.kind === "form" && plan.style === "deepObject")
      fault(`${key} of a form is an object and not for the query`);
    else query.set(key, plan);
    parameters.set(key, { key, in: "query", name: key, schema, required: !isOptional(schema) });
  }
  // The same key in the query is read alike, so that it can be compared.
  for (const { key, decode } of readsQuery ? [...path, ...bound] : []) {
    if (!query.has(key)) query.set(key, { style: "form", repeats: false, decode: ([text = ""]) => decode(text) });
  }
  const resumes = subject.type === "subscription" ? shape?.fields.get("lastEventId") : undefined;
  return {
    isEmpty: inputs.every(isVoid),
    isOptional: inputs.length > 0 && inputs.every(isOptional),
    path,
    bound: bound.filter((parameter) => parameter.in !== "query"),
    query,
    otherQuery: readsQuery && shape ? ((shape.rest && compileText(shape.rest)) ?? String) : undefined,
    lastEventId: resumes && compileText(resumes),
    body,
    parameters,
  };
}

/** Whether the input, without these keys, can be written as a query string. */
export function flattens(inputs: readonly Schema[], except: readonly string[]): boolean {
  if (inputs.every(isVoid)) return true;
  const shape = shapeOf(inputs);
  if (!shape) return false;
  return [...shape.fields].every(([key, schema]) => except.includes(key) || compileQuery(schema) !== undefined);
}

function pathParameter(key: string, { shape, inputs, fault }: Subject): TextParameter[] {
  const schema = shape?.fields.get(key);
  const decode = schema && compileText(schema);
  const isObject = shape !== undefined || inputs.every(isVoid);
  if (!isObject)
    fault(
      `path parameter {${key}} needs an input that is one object, not a choice or a list: nest that, and name its key as the body`,
    );
  else if (!schema) fault(`path parameter {${key}} is not an input key`);
  else if (!decode) fault(`path parameter {${key}} is not a scalar in the input`);
  return schema && decode ? [{ key, in: "path", name: key, lookup: key, schema, decode, required: true }] : [];
}

function boundParameter(key: string, source: string, { shape, fault }: Subject): TextParameter[] {
  const schema = shape?.fields.get(key);
  const colon = source.indexOf(":");
  const place = colon < 0 ? source : source.slice(0, colon);
  const name = colon < 0 ? key : source.slice(colon + 1);
  if (!schema) fault(`"in" names ${key}, which is not an input key`);
  if (!isPlace(place)) fault(`"in" reads ${key} from ${place}, which is no source`);
  if (!schema || !isPlace(place)) return [];
  const decode = compileText(schema);
  if (!decode && place !== "query") fault(`${key} is read from a ${place} but is not a scalar`);
  const lookup = place === "header" ? name.toLowerCase() : name;
  const parameter = { key, in: place, name, lookup, schema, required: !isOptional(schema) };
  return [{ ...parameter, decode: decode ?? String }];
}

function isPlace(text: string): text is "query" | "header" | "cookie" {
  return text === "query" || text === "header" || text === "cookie";
}
