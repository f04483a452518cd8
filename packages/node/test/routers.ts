import type { AnyTRPCRouter } from "@trpc/server";
import { inputProcedures } from "./reference/inputs.ts";
import { middlewareProcedures } from "./reference/middlewares.ts";
import { lazyRouters, namedProcedures, nestedProcedures } from "./reference/names.ts";
import { outputProcedures } from "./reference/outputs.ts";
import { responseProcedures, returningProcedures } from "./reference/results.ts";
import { createRoot } from "./reference/root.ts";
import type { Root, RootSpec } from "./reference/root.ts";
import { binaryProcedures, subscriptionProcedures } from "./reference/streams.ts";
import { throwingProcedures } from "./reference/throwers.ts";

interface Tree {
  readonly [name: string]: unknown;
}

/** Makes reference routers: every kind of procedure under the given root. Lazy parts are loaded anew in each router. */
export type MakeRouter = (spec: RootSpec) => AnyTRPCRouter;

/** Procedures are expensive to build and depend on little of the root, so one maker shares them between its routers. */
export function referenceRouters(): MakeRouter {
  const trees = new Map<string, Tree>();
  return (spec) => {
    const root = createRoot(spec);
    const key = `${spec.isDev} ${spec.pathSeparator}`;
    const tree = trees.get(key) ?? withoutSeparator(proceduresOf(root), spec.pathSeparator);
    trees.set(key, tree);
    return root.router(tree as never);
  };
}

function proceduresOf(root: Root): Tree {
  return {
    ...namedProcedures(root),
    in: inputProcedures(root),
    out: outputProcedures(root),
    mw: middlewareProcedures(root),
    throw: throwingProcedures(root),
    return: returningProcedures(root),
    res: responseProcedures(root),
    sub: subscriptionProcedures(root),
    bin: binaryProcedures(root),
    nested: nestedProcedures(root),
    lazy: lazyRouters(root),
  };
}

/** Names may not contain the router's separator, so these are left out. */
function withoutSeparator(tree: Tree, separator: string): Tree {
  if (separator === ".") return tree;
  const kept = Object.entries(tree).filter(([name]) => !name.includes(separator));
  return Object.fromEntries(
    kept.map(([name, part]) => [name, isBranch(part) ? withoutSeparator(part, separator) : part]),
  );
}

function isBranch(part: unknown): part is Tree {
  return typeof part === "object" && part !== null && !("_def" in part);
}
