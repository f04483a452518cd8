import { internal_exceptionHandler as createExceptionHandler } from "@trpc/server/adapters/node-http";
import type { Exchange } from "./exchange.ts";

/** The last resort, upstream's own. An `onError` that throws here as well, which would end the process, is a warning. */
export function fail({ options, req, res }: Pick<Exchange, "options" | "req" | "res">, cause: unknown): void {
  try {
    createExceptionHandler({ ...options, req, res, path: "" })(cause);
  } catch (thrown) {
    process.emitWarning(thrown instanceof Error ? thrown : String(thrown), { detail: "thrown by onError" });
    if (res.headersSent) return void res.destroy();
    // Headers that a procedure has set may be why.
    for (const name of res.getHeaderNames()) res.removeHeader(name);
    res.writeHead(500).end();
  }
}
