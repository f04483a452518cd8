import type { TRPCProcedureType } from "@trpc/server";
import type { RestMethod } from "../meta.ts";
import { type Shape } from "../schema/shape.ts";
import { compileText } from "../schema/text.ts";
import { isOptional } from "../schema/zod.ts";
import type { Route, Segment } from "./route.ts";

/** A route that a procedure has by its name alone, and the status of its success. */
export interface Convention extends Route {
  readonly status?: 201 | 204;
}

interface Verb {
  readonly type: "query" | "mutation";
  readonly method: RestMethod;
  readonly byId: boolean;
  readonly status?: 201 | 204;
}

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ["list", { type: "query", method: "GET", byId: false }],
  ["get", { type: "query", method: "GET", byId: true }],
  ["byId", { type: "query", method: "GET", byId: true }],
  ["create", { type: "mutation", method: "POST", byId: false, status: 201 }],
  ["update", { type: "mutation", method: "PATCH", byId: true }],
  ["replace", { type: "mutation", method: "PUT", byId: true }],
  ["delete", { type: "mutation", method: "DELETE", byId: true, status: 204 }],
  ["remove", { type: "mutation", method: "DELETE", byId: true, status: 204 }],
]);

/**
 * The route of a procedure without meta: the router's path is a collection and the procedure's name a verb on it.
 * `flattens` says whether the input, without these keys, fits in a query string.
 */
export function conventionalRoute(
  procedure: { readonly path: string; readonly type: TRPCProcedureType },
  shape: Shape | undefined,
  flattens: (except: readonly string[]) => boolean,
): Convention {
  const names = procedure.path.split(".");
  const name = names.pop() ?? "";
  const collection = names.map(kebab);
  const verb = VERBS.get(name);
  const params: Segment[] = verb?.byId ? [{ param: "id" }] : [];
  const except = verb?.byId ? ["id"] : [];
  const fits = verb?.method === "GET" || verb?.method === "DELETE" ? flattens(except) : true;
  if (verb && verb.type === procedure.type && collection.length > 0 && fits && (!verb.byId || hasId(shape))) {
    return { method: verb.method, segments: [...collection, ...params], ...(verb.status && { status: verb.status }) };
  }
  const segments = [...collection, kebab(name)];
  if (procedure.type === "subscription") return { method: "GET", segments };
  return { method: procedure.type === "query" && flattens([]) ? "GET" : "POST", segments };
}

function hasId(shape: Shape | undefined): boolean {
  const id = shape?.fields.get("id");
  return id !== undefined && !isOptional(id) && compileText(id) !== undefined;
}

/** `apiKeys` is `api-keys`; what a path cannot hold as it is becomes a hyphen. */
function kebab(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3-$2").toLowerCase();
  return words.replace(/[^a-z0-9._~-]+/g, "-");
}
