import { compileRouter } from "@tenon/node/executor";
import { routes } from "./routes.ts";
import { t } from "./trpc.ts";

export type { Caller, FlowCookies, Reply, RequestCtx } from "./context.ts";
export { refusal, wireError } from "./wire-error.ts";

/**
 * Compiled, so that whoever calls it, by whichever way, does so cheaply and runs the same code. What the cache gives is frozen, and
 * outputs are judged by the contract's schemas alone.
 */
export const appRouter = compileRouter(t.router(routes), { keepFrozen: true });
