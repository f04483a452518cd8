import { lazy } from "@trpc/server";
import { listOf } from "../list-of.ts";
import type { Root } from "./root.ts";
import { saw } from "./saw.ts";

/** Names that a path or a plain object could stumble over. */
export const oddNames = listOf`
  constructor  __proto__  toString  hasOwnProperty  valueOf  prototype  length  name  _def  createCaller  with space  a/b  a%2Fb
  50%  q?m  h#h  s;c  a,b  a+b  ünï  漢  💥  dotted.name  back\slash  '  "  tilde~name  under_score  da-sh  :colon  @at  $dollar
  [0]  0  UPPER  upper  *  |  %41
`;

export function namedProcedures({ procedure }: Root) {
  return {
    ...Object.fromEntries(oddNames.map((name) => [name, procedure.query(saw)])),
    ["__proto__"]: procedure.query(saw),
    "": procedure.query(saw),
  };
}

export function nestedProcedures({ procedure, router }: Root) {
  const leaf = { get: procedure.query(saw), set: procedure.mutation(saw) };
  return {
    plain: leaf,
    router: router({ ...leaf, deeper: router({ get: procedure.query(saw), deepest: { get: procedure.query(saw) } }) }),
    constructor: { prototype: procedure.query(saw) },
  };
}

export function lazyRouters({ procedure, router }: Root) {
  return {
    imported: lazy(() => import("./lazy-part.ts")),
    inside: {
      later: lazy(async () =>
        router({ get: procedure.query(saw), more: lazy(async () => router({ get: procedure.query(saw) })) }),
      ),
    },
    broken: lazy(async () => {
      throw new Error("the module cannot be loaded");
    }),
    notRouter: lazy((async () => ({ nothing: 1 })) as never),
    twoExports: lazy(async () => ({ one: router({}), two: router({}) })),
  };
}
