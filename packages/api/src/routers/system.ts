import { SystemInfo } from "@tenon/contract/system";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { publicProcedure } from "../procedures.ts";
import { tool } from "../tools.ts";

export const system = {
  info: rest(publicProcedure.meta(tool).output(SystemInfo), "GET /system/info", {
    summary: "What this server is",
  }).query(({ ctx }) => ({ ...ctx.system, time: ctx.now() })),
} satisfies TRPCRouterRecord;
