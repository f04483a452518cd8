import { type MatchedRoute, type RouterContext, addRoute, createRouter, findRoute } from "rou3";
import { compileRouter } from "rou3/compiler";
import type { Operation } from "../operation.ts";

/** What lives at one path: its operations by method. */
export interface Resource {
  readonly operations: ReadonlyMap<string, Operation>;
  /** The `Allow` header: every method answered, HEAD and OPTIONS among them. */
  readonly allow: string;
}

/** A path's resource and its parameters, still percent-encoded, in the order of the route. */
export interface Match {
  readonly resource: Resource;
  readonly params: readonly string[];
}

/**
 * One tree of paths, not one per method, so that 405, `Allow`, HEAD and OPTIONS follow from it. Text beats a parameter whatever the
 * method: with `/users/me` declared, nothing reaches `/users/{id}` as `me`.
 */
export function createRoutes(operations: readonly Operation[]): (path: string) => Match | undefined {
  const router = createRouter<Resource>();
  const paths = Map.groupBy(operations, ({ route }) => route.replace(/\{[^}]*\}/g, "{}"));
  for (const [shape, group] of paths) {
    let index = 0;
    // Parameters are named by position: two methods may call the same segment by different names.
    addRoute(
      router,
      "",
      shape.replace(/\{\}/g, () => `:p${index++}`),
      resourceOf(group),
    );
  }
  const lookUp = finderOf(router);
  return (path) => {
    const found = lookUp(path);
    return found && { resource: found.data, params: Object.values(found.params ?? {}) };
  };
}

/** As code where it may be made, at half the cost; else by walking the tree (`--disallow-code-generation-from-strings`). */
function finderOf(router: RouterContext<Resource>): (path: string) => MatchedRoute<Resource> | undefined {
  try {
    const find = compileRouter(router);
    return (path) => find("", path);
  } catch {
    return (path) => findRoute(router, "", path);
  }
}

function resourceOf(group: readonly Operation[]): Resource {
  const operations = new Map<string, Operation>(group.map((operation) => [operation.method, operation]));
  const get = operations.get("GET");
  // A stream has no end of which the headers could speak.
  if (get && get.type !== "subscription") operations.set("HEAD", get);
  return { operations, allow: [...operations.keys(), "OPTIONS"].toSorted().join(", ") };
}
