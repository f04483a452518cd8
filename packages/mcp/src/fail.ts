import { type Failure, type Problem, RestError, problemBody } from "@tenon/openapi";
import { reportFailure, writeFailure } from "@tenon/openapi/transport";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import type { Exchange } from "./exchange.ts";
import { type Message, idOf } from "./message.ts";
import { type JsonAnswer, sendJson } from "./send.ts";

/** Answers what failed before the protocol had its turn: by an HTTP status, and a JSON-RPC error that holds the problem. */
export function refuse({ req, res, settings }: Exchange, message: Message | undefined, cause: unknown): void {
  const error = getTRPCErrorFromUnknown(cause);
  const unknown = { ctx: undefined, path: undefined, type: "unknown", input: undefined, operation: undefined } as const;
  const failure: Failure = { ...unknown, error, req };
  reportFailure(failure, settings.onError);
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  sendJson(
    res,
    writeFailure(failure, settings.formatError, (problem) => answerOf(failure, problem, message)),
  );
}

function answerOf({ error }: Failure, problem: Problem, message: Message | undefined): JsonAnswer {
  const body = problemBody(problem);
  const text = problem.detail ?? String(body["title"]);
  const demanded = error instanceof RestError ? error.headers : {};
  return {
    status: problem.status,
    headers: { ...problem.headers, ...demanded },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: idOf(message),
      error: { code: codeOf(error, problem.status), message: text, data: body },
    }),
  };
}

/** The codes of JSON-RPC 2.0 §5.1; what HTTP alone knows has the first of the implementation's own. */
function codeOf(error: unknown, status: number): number {
  if (status >= 500) return -32_603;
  if (!(error instanceof RestError)) return -32_000;
  return error.reason === "MALFORMED_BODY" ? -32_700 : error.reason === "MALFORMED_INPUT" ? -32_600 : -32_000;
}
