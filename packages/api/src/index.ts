import { routes } from "./routes.ts";
import { t } from "./trpc.ts";

export type { Caller, Reply, RequestCtx } from "./context.ts";
export { refusal, wireError } from "./wire-error.ts";

export const appRouter = t.router(routes);
