import { internal_exceptionHandler as createExceptionHandler } from "@trpc/server/adapters/node-http";
import type { Exchange } from "./exchange.ts";

/** The last resort, upstream's own. An `onError` that throws here as well, which would end the process, is a warning. */
export function fail({ options, req, res }: Pick<Exchange, "options" | "req" | "res">, cause: unknown): void {
  try {
    createExceptionHandler({ ...options, req, res, path: "" })(cause);
  } catch (thrown) {
    process.emitWarning(thrown instanceof Error ? thrown : String(thrown), { detail: "thrown by onError" });
    if (!res.headersSent) res.statusCode = 500;
    res.end();
  }
}
