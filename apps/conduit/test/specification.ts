import { readFileSync } from "node:fs";
import type { Json } from "@tenon/openapi";
import formats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { parse } from "yaml";
import { resolved } from "./openapi-document.ts";

/** The specification that RealWorld gives, every reference resolved. */
export const specification = resolved(
  parse(readFileSync(new URL("./realworld/openapi.yml", import.meta.url), "utf8")) as Json,
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv, ["date-time"]);
const validators = new Map<Json, ValidateFunction>();

/** What RealWorld's prose says of every endpoint, and HTTP of every server, though the specification lists none of them. */
const unlisted = new Set([403, 404, 405, 406, 413, 415, 429]);
const failure: Json = specification["components"].responses.GenericError.content["application/json"].schema;

/** Fails unless an answer is one that the specification has for its route: its status, its media type, its body. */
export function assertAsSpecified(route: string, { status, headers, text, json }: Answered): void {
  const operation = operationAt(route);
  const listed: Json | undefined = operation?.["responses"][status];
  expect(listed !== undefined || unlisted.has(status), `${route} answers ${status}: ${text}`).toBe(true);

  if (status === 204) return expect({ text, type: headers.get("content-type") }).toEqual({ text: "", type: null });
  expect(headers.get("content-type"), route).toBe("application/json");
  // The specification leaves the body of a 401 open; every other failure has this one.
  const schema: Json = listed?.["content"]?.["application/json"]?.schema ?? failure;
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  expect(validate(json) ? [] : validate.errors, `${route}: ${text}`).toEqual([]);
}

type Answered = { status: number; headers: Headers; text: string; json: unknown };

/** The operation of a route as it was called; text in a path beats a parameter. */
function operationAt(route: string): Json | undefined {
  const [method = "", target = ""] = route.split(" ");
  const path = target.split("?")[0] ?? "";
  const paths = specification["paths"] as Record<string, Json>;
  const shape = Object.keys(paths)
    .toSorted((left, right) => Number(left.includes("{")) - Number(right.includes("{")))
    .find((candidate) => new RegExp(`^${candidate.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path));
  return shape === undefined ? undefined : paths[shape]?.[method.toLowerCase()];
}
