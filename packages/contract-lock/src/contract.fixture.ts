import type { BridgeMeta } from "@tenon/openapi";
import { initTRPC } from "@trpc/server";
import type { ZodType } from "zod";
import { type Change, type Contract, type ContractOptions, compareContracts, describeContract } from "./index.ts";

export const t = initTRPC.meta<BridgeMeta & { access?: string }>().create();
export const p = t.procedure;
export const none = (): never => undefined as never;

export type Routes = Parameters<typeof t.router>[0];

const registry = { TAKEN: { status: 409 }, GONE: { status: 410 } };

/** The contract of a small router, with access and errors read as Tenon does it. */
export function contractOf(routes: Routes, errors: ContractOptions["errors"] = registry): Promise<Contract> {
  return describeContract(t.router(routes), {
    errors,
    access: (meta) => (meta as { access?: string } | undefined)?.access,
  });
}

export async function changesOf(before: Routes, after: Routes): Promise<Change[]> {
  return compareContracts(await contractOf(before), await contractOf(after));
}

/** A procedure that takes, or gives, what a schema says. */
export const takes = (schema: ZodType): Routes => ({ posts: { save: p.input(schema).mutation(none) } });
export const gives = (schema: ZodType): Routes => ({ posts: { save: p.output(schema).mutation(none) } });
