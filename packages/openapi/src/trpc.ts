import type { AnyTRPCRouter, TRPCProcedureType } from "@trpc/server";

/** What calling a procedure takes, as tRPC's own `createCaller` gives it (11.25.2, `router.ts`). */
export interface Call {
  readonly path: string;
  readonly type: TRPCProcedureType;
  readonly ctx: unknown;
  readonly getRawInput: () => Promise<unknown>;
  readonly signal: AbortSignal;
  readonly batchIndex: number;
}

/** A procedure with what the bridge needs to know of it. */
export interface Procedure {
  /** Dotted, as in `posts.get`. */
  readonly path: string;
  readonly type: TRPCProcedureType;
  readonly meta: unknown;
  /** Parsers in the order in which they were chained. */
  readonly inputs: readonly unknown[];
  readonly output: unknown;
  /** Made with `experimental_caller`, so that it cannot be called as the bridge does. */
  readonly isCustomCaller: boolean;
  readonly call: (call: Call) => Promise<unknown>;
}

interface RawProcedure {
  (call: Call): Promise<unknown>;
  _def: { type: TRPCProcedureType; meta?: unknown; inputs: unknown[]; output?: unknown; experimental_caller?: boolean };
}

interface RawRouter {
  procedures: Record<string, RawProcedure>;
  lazy?: Record<string, { load: () => Promise<void> }>;
}

/**
 * Every procedure of a router, lazy routers loaded, in the router's order. The only reader of `_def`: its `output` and `lazy`
 * are not part of tRPC's types, so their presence is checked rather than trusted.
 */
export async function proceduresOf(router: AnyTRPCRouter): Promise<Procedure[]> {
  const def = (router as { _def?: RawRouter })._def;
  if (typeof def?.procedures !== "object") throw new TypeError("This is not a tRPC v11 router");
  const lazy = def.lazy ?? {};
  // One after another, for a stable order. A loaded router leaves the list and may add lazy ones of its own.
  for (let [key] = Object.keys(lazy); key !== undefined; [key] = Object.keys(lazy)) {
    await lazy[key]?.load();
    if (Object.keys(lazy)[0] === key)
      throw new TypeError(`This version of @trpc/server loads ${key} in a way that the bridge does not know`);
  }
  return Object.entries(def.procedures).map(([path, procedure]) => describe(path, procedure));
}

function describe(path: string, procedure: RawProcedure): Procedure {
  const def = procedure._def;
  if (typeof procedure !== "function" || typeof def?.type !== "string" || !Array.isArray(def.inputs)) {
    throw new TypeError(`This version of @trpc/server keeps ${path} in a form that the bridge does not know`);
  }
  return {
    path,
    type: def.type,
    meta: def.meta,
    inputs: def.inputs,
    output: def.output,
    isCustomCaller: Boolean(def.experimental_caller),
    call: procedure,
  };
}
