import type { ToolAnnotations } from "@modelcontextprotocol/server";
import type { JsonProcedure } from "@tenon/openapi/transport";
import type { McpSpec } from "./meta.ts";

/** What a client may assume of a tool before it asks its user: from the procedure's type and its REST method. */
export function annotationsOf({ type, operation }: JsonProcedure, spec: McpSpec): ToolAnnotations {
  const openWorldHint = spec.openWorld ?? false;
  if (type === "query") return { readOnlyHint: true, openWorldHint };
  const isRepeatable = operation?.method === "PUT" || operation?.method === "DELETE";
  return {
    readOnlyHint: false,
    destructiveHint: spec.destructive ?? operation?.status !== 201,
    idempotentHint: spec.idempotent ?? isRepeatable,
    openWorldHint,
  };
}
