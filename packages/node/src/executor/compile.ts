import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import { type Call, type Run, settled } from "./call.ts";
import { planOf } from "./plan.ts";
import { runAsIs, runOf, type RunOptions } from "./run.ts";

type Invoke = (call: Call) => Promise<unknown>;
type Loader = { load: () => Promise<void> };

const runs = new WeakMap<object, Run>();
const twins = { kept: new WeakMap<object, AnyTRPCProcedure>(), plain: new WeakMap<object, AnyTRPCProcedure>() };
const originals = new WeakMap<object, AnyTRPCProcedure>();
const compiledLoaders = new WeakSet<object>();

/** Runs a procedure cheaply: compiled from its definition at first use, or by itself where its definition is not a known one. */
export function executorOf(procedure: AnyTRPCProcedure): Run {
  const plan = runs.has(procedure) ? undefined : planOf(procedure);
  if (plan) runs.set(procedure, runOf(plan, { keepFrozen: false }));
  return runs.get(procedure) ?? runAsIs(procedure);
}

export type CompileOptions = {
  /**
   * Outputs that are frozen are taken to be so through and through, and output validators to look at nothing else: each is validated
   * once, and written as JSON once. For what a cache gives again and again.
   * @default false
   */
  keepFrozen?: boolean;
};

/**
 * Compiles every procedure of a router, in place, for all who call them by their paths: any adapter, any bridge, the
 * router's own `createCaller`. What a lazy router brings is compiled when it is loaded. Returns the router.
 */
export function compileRouter<Router extends AnyTRPCRouter>(router: Router, options: CompileOptions = {}): Router {
  const { keepFrozen = false } = options;
  const { procedures, lazy } = router._def as unknown as {
    procedures: Record<string, AnyTRPCProcedure>;
    lazy: Record<string, Loader>;
  };
  for (const [path, procedure] of Object.entries(procedures)) procedures[path] = twinOf(procedure, { keepFrozen });
  for (const loader of Object.values(lazy).filter((candidate) => !compiledLoaders.has(candidate))) {
    const { load } = loader;
    loader.load = () => load().then(() => void compileRouter(router, options));
    compiledLoaders.add(loader);
  }
  return router;
}

/** The procedure, compiled; itself, where its definition is not a known one. */
function twinOf(procedure: AnyTRPCProcedure, options: RunOptions): AnyTRPCProcedure {
  const original = originals.get(procedure) ?? procedure;
  const known = twins[options.keepFrozen ? "kept" : "plain"];
  const twin = known.get(original) ?? makeTwin(original, options);
  if (twin) known.set(original, twin);
  return twin ?? procedure;
}

function makeTwin(procedure: AnyTRPCProcedure, options: RunOptions): AnyTRPCProcedure | undefined {
  const plan = planOf(procedure);
  if (!plan) return undefined;
  const run = runOf(plan, options);
  const invoke: Invoke = async (call) => {
    // Called as a function of the client's is, without tRPC's options, it says the same as before.
    if (!call || !("getRawInput" in call)) return (procedure as unknown as Invoke)(call);
    const result = settled(await run(call));
    if (!result.ok) throw result.error;
    return result.data;
  };
  const twin = Object.assign(invoke, procedure);
  runs.set(twin, run);
  originals.set(twin, procedure);
  return twin;
}
