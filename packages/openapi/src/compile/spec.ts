import type { RestSpec } from "../meta.ts";
import { shapeOf } from "../schema/shape.ts";
import type { Schema } from "../schema/zod.ts";
import type { Route } from "./route.ts";

/** What a route's options say that its procedure cannot keep. */
export function specFaults(
  type: "query" | "mutation",
  route: Route,
  { spec, inputs }: { readonly spec: RestSpec; readonly inputs: readonly Schema[] },
): string[] {
  const faults: string[] = [];
  // GET is safe (RFC 9110 §9.2.1): a link checker must not change anything by following it.
  if (type === "mutation" && route.method === "GET") faults.push("a mutation cannot be a GET");
  if (type === "query" && route.method !== "GET" && route.method !== "POST") faults.push(`a query cannot be a ${route.method}`);
  if (spec.paginate && route.method !== "GET") faults.push("only a GET has pages");
  if (spec.paginate && !shapeOf(inputs)?.fields.has("cursor")) faults.push("paginate needs an input key cursor");
  if (spec.location && spec.status !== 201) faults.push("location needs status 201");
  for (const date of typeof spec.deprecated === "object" ? [spec.deprecated.since, spec.deprecated.sunset] : []) {
    if (date !== undefined && Number.isNaN(new Date(date).getTime())) faults.push(`${String(date)} is not a date`);
  }
  return faults;
}
