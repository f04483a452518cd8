import type { BodyPlan, Parameter } from "../operation.ts";
import { isForm } from "../schema/form.ts";
import { type WireDecode, compileWire } from "../schema/wire.ts";
import { isVoid } from "../schema/zod.ts";
import type { Subject } from "./subject.ts";

/** Decides what the body is to the input, once the parameters are known. */
export function planBody(subject: Subject, parameters: ReadonlyMap<string, Parameter>): BodyPlan {
  const { inputs, shape, route, spec, fault } = subject;
  const isBodyless = route.method === "GET" || (route.method === "DELETE" && spec.body === undefined);
  if (route.method === "GET" && spec.body !== undefined) fault("a GET request has no body");
  if (inputs.every(isVoid)) return { kind: "none" };
  if (inputs.some(isForm)) {
    if (!inputs.every(isForm)) fault("one of its inputs is a form and another is not");
    if (isBodyless) fault(`a ${route.method} cannot carry a form`);
    if (spec.body !== undefined) fault("the body of a form is the form");
    return { kind: "form" };
  }
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
  if (!shape && parameters.size > 0) {
    fault('the input is not an object: name the key that is the body with { body: "key" }');
  }
  return { kind: shape ? "keys" : "whole", decode: decodeInTurn(inputs.map((input) => compileWire(input))) };
}

/** Chained inputs are each given the same raw value, so their plans follow one another on it. */
export function decodeInTurn(plans: readonly (WireDecode | undefined)[]): WireDecode | undefined {
  const steps = plans.filter((plan) => plan !== undefined);
  if (steps.length <= 1) return steps[0];
  return (value) => steps.reduce((current, step) => step(current), value);
}
