import type { IncomingMessage } from "node:http";
import { AppError } from "@tenon/contract/app-error";
import type { Log } from "@tenon/core/ctx";
import type { TRPCError } from "@trpc/server";
import { requestIdOf } from "./request-id.ts";

type Refusal = { error: TRPCError; path: string | undefined; req: IncomingMessage };

/** Logs what never reached a procedure; procedures log their own errors, which carry an AppError. */
export const logRefusal =
  (log: Log) =>
  ({ error, path, req }: Refusal): void => {
    if (error.cause instanceof AppError) return;
    const place = { requestId: requestIdOf(req), method: req.method, path: path ?? req.url?.split("?")[0] };
    log.info({ ...place, code: error.code, detail: error.message }, "request refused");
  };
