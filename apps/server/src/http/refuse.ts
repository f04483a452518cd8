import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "@tenon/core/ctx";
import { knownError } from "@tenon/core/known-errors";
import { declaredBytes } from "./arrival.ts";
import { sendProblem } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";

/** As much as is read, and dropped, of any body that was refused. */
const maxDropped = 1_000_000;

type Refusal = {
  req: IncomingMessage;
  res: ServerResponse;
  log: Log;
  /** What was asked for, as the log names it. */
  what: string;
  facts?: object;
};

/** Answers, outside both transports, with what an error means to the caller. Throws the error if it is a fault of ours. */
export function refuse(error: unknown, { req, res, log, what, facts }: Refusal): void {
  // A context's own refusals are tRPC's errors, with ours inside.
  const known = knownError(error) ?? knownError(error instanceof Error ? error.cause : undefined);
  if (!known || res.headersSent) throw error;
  const requestId = requestIdOf(req);
  const line = { requestId, ...facts, reason: known.reason };
  if (known.reason === "UNAVAILABLE") log.error({ ...line, err: known.cause }, `${what} failed`);
  else log.info(line, `${what} refused`);
  // The rest of the body is not waited for where it is large.
  if (!req.complete && declaredBytes(req) > maxDropped) res.setHeader("connection", "close");
  sendProblem(res, known, requestId);
}
