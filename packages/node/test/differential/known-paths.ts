import { listOf } from "../list-of.ts";
import { plainRoot } from "../reference/root.ts";
import { referenceRouters } from "../routers.ts";

const procedures = referenceRouters()(plainRoot)._def.procedures as Record<string, { _def: { type: string } }>;

const pathsOf = (wanted: (type: string | undefined) => boolean) =>
  Object.keys(procedures).filter((path) => wanted(procedures[path]?._def.type));

export const mutationPaths = pathsOf((type) => type === "mutation");
export const queryPaths = pathsOf((type) => type !== "mutation");

export const lazyPaths = listOf`
  lazy.imported.query  lazy.imported.mutation  lazy.imported.nested.query  lazy.imported.nested.constructor  lazy.inside.later.get
  lazy.inside.later.more.get  lazy.imported  lazy.imported.none  lazy.inside  lazy.broken  lazy.broken.x  lazy.notRouter.x
  lazy.twoExports.one  lazy.importedquery
`;

export const unknownPaths = listOf`
  nope  in  in.  .in.zod  in..zod  IN.zod  in.zod.text  in.constructor  in.__proto__  in.toString  throw  nested.constructor
  nested.constructor.constructor  nested.hasOwnProperty  propertyIsEnumerable  __defineGetter__  then  call  apply  in.then
  _def.procedures  lazy  lazy.  null  undefined  in/zod  in.zod/  /in.zod
`;

/** Which method the first of these procedures is called with. */
export function usualMethod(path: string | undefined): "GET" | "POST" {
  if (path === undefined) return "GET";
  if (path === "lazy.imported.mutation") return "POST";
  return procedures[path]?._def.type === "mutation" ? "POST" : "GET";
}
