import { isReason } from "@tenon/contract/errors";
import type { AnyTRPCProcedure } from "@trpc/server";
import { expect, test } from "vitest";
import { appRouter } from "./index.ts";

test("every error that a route declares is in the registry", () => {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);
  const declared = procedures.flatMap(([path, { _def }]) => {
    const { rest } = (_def.meta ?? {}) as { rest?: { errors?: string[] } };
    return (rest?.errors ?? []).map((reason) => ({ path, reason }));
  });

  expect(declared.length).toBeGreaterThan(0);
  expect(declared.filter(({ reason }) => !isReason(reason))).toEqual([]);
});
