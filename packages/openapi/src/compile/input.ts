import type { BodyPlan, InputPlan, Parameter, TextParameter } from "../operation.ts";
import type { RestSpec } from "../meta.ts";
import { type QueryPlan, compileQuery } from "../schema/query.ts";
import { type Shape, shapeOf } from "../schema/shape.ts";
import { compileText } from "../schema/text.ts";
import { type WireDecode, compileWire } from "../schema/wire.ts";
import { type Schema, core, defOf, isOptional } from "../schema/zod.ts";
import { type Route, paramsOf } from "./route.ts";

/** Decides where each key of the input comes from, reporting every fault to `fault`. */
export function planInput(inputs: readonly Schema[], route: Route, spec: RestSpec, fault: (text: string) => void): InputPlan {
  const shape = isNothing(inputs) ? undefined : shapeOf(inputs);
  const parameters = new Map<string, Parameter>();
  const path = paramsOf(route.segments).flatMap((key) => pathParameter(key, shape, fault));
  const bound = Object.entries(spec.in ?? {}).flatMap(([key, source]) => boundParameter(key, source, shape, fault));
  for (const parameter of [...path, ...bound]) {
    if (parameters.has(parameter.key)) fault(`${parameter.key} is read from two places`);
    parameters.set(parameter.key, parameter);
  }
  const body = planBody(inputs, shape, { route, spec, parameters, fault });
  const query = new Map<string, QueryPlan>();
  const readsQuery = body.kind === "none" || body.kind === "key";
  for (const [key, schema] of shape?.fields ?? []) {
    const isBound = parameters.get(key)?.in === "query";
    if (!isBound && (!readsQuery || parameters.has(key) || (body.kind === "key" && key === body.key))) continue;
    const plan = compileQuery(schema);
    if (!plan) fault(`input key ${key} does not fit in a query string`);
    else query.set(key, plan);
    parameters.set(key, { key, in: "query", name: key, schema, required: !isOptional(schema) });
  }
  // The same key in the query is read alike, so that it can be compared.
  if (readsQuery) for (const { key, decode } of [...path, ...bound]) query.set(key, { style: "form", repeats: false, decode: ([text]) => decode(text!) });
  return {
    isEmpty: isNothing(inputs),
    isOptional: inputs.length > 0 && inputs.every(isOptional),
    path,
    bound: bound.filter((parameter) => parameter.in !== "query"),
    query,
    otherQuery: readsQuery && shape ? ((shape.rest && compileText(shape.rest)) ?? String) : undefined,
    body,
    parameters,
  };
}

/** Whether the input, without these keys, can be written as a query string. */
export function flattens(inputs: readonly Schema[], except: readonly string[]): boolean {
  if (isNothing(inputs)) return true;
  const shape = shapeOf(inputs);
  if (!shape) return false;
  return [...shape.fields].every(([key, schema]) => except.includes(key) || compileQuery(schema) !== undefined);
}

/** Whether a schema stands for no value at all. */
export function isVoid(schema: Schema): boolean {
  const { type } = defOf(core(schema, "output"));
  return type === "void" || type === "undefined";
}

function isNothing(inputs: readonly Schema[]): boolean {
  return inputs.every(isVoid);
}

type Fault = (text: string) => void;

function pathParameter(key: string, shape: Shape | undefined, fault: Fault): TextParameter[] {
  const schema = shape?.fields.get(key);
  const decode = schema && compileText(schema);
  if (!schema) fault(`path parameter {${key}} is not an input key`);
  else if (!decode) fault(`path parameter {${key}} is not a scalar in the input`);
  return schema && decode ? [{ key, in: "path", name: key, lookup: key, schema, decode, required: true }] : [];
}

function boundParameter(key: string, source: string | undefined, shape: Shape | undefined, fault: Fault): TextParameter[] {
  if (source === undefined) return [];
  const schema = shape?.fields.get(key);
  if (!schema) {
    fault(`"in" names ${key}, which is not an input key`);
    return [];
  }
  const [place, name = key] = source.split(/:(.*)/s, 2) as [string, string?];
  if (place !== "query" && place !== "header" && place !== "cookie") fault(`"in" reads ${key} from ${place}, which is no source`);
  const decode = compileText(schema);
  if (!decode && place !== "query") fault(`${key} is read from a ${place} but is not a scalar`);
  const required = !isOptional(schema);
  const lookup = place === "header" ? name.toLowerCase() : name;
  return [{ key, in: place as "header", name, lookup, schema, required, decode: decode ?? String }];
}

interface BodyContext {
  readonly route: Route;
  readonly spec: RestSpec;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly fault: Fault;
}

function planBody(inputs: readonly Schema[], shape: Shape | undefined, context: BodyContext): BodyPlan {
  const { route, spec, parameters, fault } = context;
  const isBodyless = route.method === "GET" || (route.method === "DELETE" && spec.body === undefined);
  if (route.method === "GET" && spec.body !== undefined) fault("a GET request has no body");
  if (isNothing(inputs)) return { kind: "none" };
  if (isBodyless) {
    if (!shape) fault(`the input is not an object, so that ${route.method} cannot carry it`);
    return { kind: "none" };
  }
  if (spec.body !== undefined && spec.body !== "*") {
    const schema = shape?.fields.get(spec.body);
    if (!schema) fault(`"body" names ${spec.body}, which is not an input key`);
    if (parameters.has(spec.body)) fault(`${spec.body} is read from two places`);
    return { kind: "key", key: spec.body, decode: schema && compileWire(schema) };
  }
  if (!shape && parameters.size > 0) fault('the input is not an object: name the key that is the body with { body: "key" }');
  return { kind: shape ? "keys" : "whole", decode: chain(inputs.map((input) => compileWire(input))) };
}

/** Chained inputs are each given the same raw value, so their plans follow one another on it. */
function chain(plans: readonly (WireDecode | undefined)[]): WireDecode | undefined {
  const steps = plans.filter((plan) => plan !== undefined);
  if (steps.length <= 1) return steps[0];
  return (value) => steps.reduce((current, step) => step(current), value);
}
