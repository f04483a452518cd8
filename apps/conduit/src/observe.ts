import { knownError } from "@tenon/core/known-errors";
import { t } from "./trpc.ts";

/** One log line per call; faults of ours with their cause. */
export const observe = t.middleware(async ({ ctx, path, next }) => {
  const startedAt = performance.now();
  const result = await next();
  const ms = Math.round((performance.now() - startedAt) * 10) / 10;
  const line = { requestId: ctx.requestId, path: `conduit.${path}`, ms };
  if (result.ok) {
    ctx.log.info(line, "call");
    return result;
  }
  const { code, cause } = result.error;
  const reason = knownError(cause)?.reason ?? code;
  if (reason === "INTERNAL_SERVER_ERROR" || reason === "UNAVAILABLE")
    ctx.log.error({ ...line, reason, err: cause }, "call failed");
  else ctx.log.info({ ...line, reason }, "call refused");
  return result;
});
