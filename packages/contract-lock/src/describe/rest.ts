import type { Operation } from "@tenon/openapi";
import type { RestContract } from "../contract.ts";

/** What REST callers rely on besides the schemas. Summaries, tags and examples are words about it, not part of it. */
export function restContract(operation: Operation, places: Readonly<Record<string, string>>): RestContract {
  const { method, route, status, operationId, spec, locationKey } = operation;
  return {
    route: `${method} ${route}`,
    status,
    operationId,
    inputs: Object.keys(places).length > 0 ? places : undefined,
    etag: etagOf(operation),
    paginate: spec.paginate || undefined,
    location: status === 201 && (spec.location !== undefined || locationKey !== undefined) ? true : undefined,
    security: needed(spec.security),
    cacheControl: spec.cacheControl,
  };
}

/** Signing in that is optional is needed by nobody. */
function needed(security: Operation["spec"]["security"]): string[] | undefined {
  return security === null || security === "optional" ? [] : security?.toSorted();
}

function etagOf({ spec: { etag } }: Operation): RestContract["etag"] {
  if (typeof etag === "function") return "strong";
  return typeof etag === "object" ? "version" : etag;
}
