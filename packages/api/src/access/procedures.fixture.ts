import type { Reason } from "@tenon/contract/errors";
import { type AnyTRPCProcedure, TRPCError } from "@trpc/server";
import { appRouter } from "../index.ts";
import type { Meta } from "../meta.ts";
import type { callerOf } from "../testing.ts";
import { appErrorOf } from "../wire-error.ts";

/** All that the router has. */
export const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>).map(
  ([path, { _def }]) => ({ path, meta: (_def.meta ?? {}) as Meta }),
);

export type Outcome = "ok" | Reason;

/** What becomes of a call. */
export async function outcomeOf(path: string, caller: ReturnType<typeof callerOf>, input: unknown): Promise<Outcome> {
  const call = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller);
  try {
    await (call as (input: unknown) => Promise<unknown>)(input);
    return "ok";
  } catch (error) {
    return error instanceof TRPCError ? appErrorOf(error).reason : "INTERNAL";
  }
}
