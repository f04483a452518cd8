import { getTRPCErrorFromUnknown } from "@trpc/server";
import { RestError } from "../error.ts";
import type { Operation } from "../operation.ts";
import { endWithError } from "./events.ts";
import type { Exchange } from "./exchange.ts";
import { type Failure, type FailureReply, type Problem, failureText } from "./problem.ts";
import { reportFailure, setHeaders, writeFailure } from "./report.ts";
import { send } from "./respond.ts";

/** What had been found out about a request when it failed. */
export interface Known {
  operation: Operation | undefined;
  ctx: unknown;
  input: unknown;
}

/** What a middleware may have set for a success that did not come. */
const OF_SUCCESS = ["ETag", "Location", "Content-Encoding", "Last-Modified"];

/** Reports a failure and answers it as its formatter says. A hook that throws costs its own result and nothing else. */
export function fail({ req, res, settings }: Exchange, known: Known, cause: unknown): void {
  const error = getTRPCErrorFromUnknown(cause);
  const failure: Failure = {
    error,
    ...known,
    path: known.operation?.path,
    type: known.operation?.type ?? "unknown",
    req,
  };
  reportFailure(failure, settings.onError);
  if (res.destroyed) return;
  if (res.headersSent && known.operation?.type !== "subscription") {
    res.destroy();
    return;
  }
  const { reply, mediaType, body } = writeFailure(failure, settings.formatError, written);
  if (res.headersSent) return endWithError(res, body ?? "null");
  for (const name of OF_SUCCESS) res.removeHeader(name);
  res.setHeader("Cache-Control", "no-store");
  const demanded = error instanceof RestError ? error.headers : {};
  setHeaders(res, { ...reply.headers, ...demanded });
  send({ req, res }, { status: reply.status, head: {}, type: mediaType, body });
}

interface Written {
  readonly reply: Problem | FailureReply;
  readonly mediaType: string;
  readonly body: string | undefined;
}

function written(reply: Problem | FailureReply): Written {
  const { mediaType, text } = failureText(reply);
  return { reply, mediaType, body: text };
}
