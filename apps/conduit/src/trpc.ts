import type { BridgeMeta } from "@tenon/openapi";
import { initTRPC } from "@trpc/server";
import type { ConduitCtx } from "./context.ts";

export const t = initTRPC.context<ConduitCtx>().meta<BridgeMeta>().create({ isDev: false });
