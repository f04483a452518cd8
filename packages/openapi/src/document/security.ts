import type { RestSpec } from "../meta.ts";
import type { Json } from "./json.ts";

type Asked = Pick<RestSpec, "security" | "scopes">;

/** What an operation asks for, as alternatives of which one suffices; the empty one is a call without any (OpenAPI 3.1 §4.8.10). */
export function securityOf({ security, scopes }: Asked, schemes: readonly string[]): Json[] | undefined {
  if (security === undefined && scopes === undefined) return undefined;
  const names = security === undefined || security === "optional" ? schemes : (security ?? []);
  return [...(security === "optional" ? [{}] : []), ...names.map((name) => ({ [name]: [...(scopes ?? [])] }))];
}

/** Whether credentials are of no use to it, not even to be refused. */
export const isPublic = ({ security }: Pick<RestSpec, "security">, schemes: readonly string[]): boolean =>
  security === null || (schemes.length === 0 && !Array.isArray(security));

/** The schemes that it names itself. */
export const namedSchemes = ({ security }: Pick<RestSpec, "security">): readonly string[] =>
  typeof security === "object" ? (security ?? []) : [];
