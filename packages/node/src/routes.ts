import type { AnyTRPCProcedure, TRPCProcedureType } from "@trpc/server";
import type { Options } from "./exchange.ts";
import type { Run } from "./executor/call.ts";
import { executorOf } from "./executor/compile.ts";
import { procedurePathOf } from "./upstream.ts";
import { isPlainPath, pathWithin } from "./url.ts";

/** A procedure that a request names. */
export interface Target {
  /** Its place in the batch. */
  readonly index: number;
  readonly path: string;
  /** `null` where the router has none. */
  readonly procedure: AnyTRPCProcedure | null;
  readonly type: TRPCProcedureType | "unknown";
  readonly run: Run | undefined;
}

/** What a path, and whether it is a batch, say of a request: the same for each request, so it is worked out once. */
export interface Route {
  readonly isBatch: boolean;
  /** At least one. */
  readonly targets: readonly [Target, ...Target[]];
  readonly type: Target["type"];
  /** Why all such requests are refused. */
  readonly refusal?: string;
}

type Tables = { procedures: Record<string, AnyTRPCProcedure | undefined>; lazy: Record<string, unknown> };

/** Of paths, in characters. Batches come in any combination: those beyond are worked out each time. */
const mostKept = 100_000;

/** Finds routes by the path of the URL. Undefined for what the direct path does not take: subscriptions, and what is yet to be loaded. */
export function createRouteFinder({ router, basePath = "/", maxBatchSize = Infinity }: Options) {
  const { procedures, lazy } = router._def as unknown as Tables;
  const { pathSeparator } = router._def._config;
  const kept = {
    single: { routes: new Map<string, Route>(), size: 0 },
    batch: { routes: new Map<string, Route>(), size: 0 },
  };

  const targetOf = (path: string, index: number): Target | undefined => {
    const procedure = procedures[path];
    if (!procedure) return isLazy(lazy, path) ? undefined : { ...nothing, index, path };
    const { type } = procedure._def;
    return type === "subscription" ? undefined : { index, path, procedure, type, run: executorOf(procedure) };
  };

  const routeOf = (pathname: string, isBatch: boolean): Route | undefined => {
    const path = procedurePathOf(pathWithin(pathname, basePath), pathSeparator);
    const paths = isBatch ? path.split(",") : [path];
    if (isBatch && paths.length > maxBatchSize) return { ...refused, refusal: "Batch call exceeds maximum size" };
    const [first, ...rest] = paths.map(targetOf).filter((target) => target !== undefined);
    if (!first || 1 + rest.length < paths.length) return undefined;
    const targets: Route["targets"] = [first, ...rest];
    const types = new Set(targets.filter(({ procedure }) => procedure).map(({ type }) => type));
    if (types.size > 1) return { ...refused, refusal: `Cannot mix procedure types in call: ${[...types].join(", ")}` };
    const [type = "unknown"] = types;
    return { isBatch, targets, type };
  };

  return (pathname: string, isBatch: boolean): Route | undefined => {
    const store = isBatch ? kept.batch : kept.single;
    const known = store.routes.get(pathname);
    if (known) return known;
    const route = isPlainPath(pathname) ? routeOf(pathname, isBatch) : undefined;
    if (route?.targets.every(({ procedure }) => procedure) && store.size + pathname.length <= mostKept) {
      store.routes.set(pathname, route);
      store.size += pathname.length;
    }
    return route;
  };
}

const nothing: Target = { index: 0, path: "", procedure: null, type: "unknown", run: undefined };
const refused: Route = { isBatch: true, targets: [nothing], type: "unknown" };

const isLazy = (lazy: object, path: string): boolean =>
  Object.keys(lazy).some((key) => path === key || path.startsWith(`${key}.`));
