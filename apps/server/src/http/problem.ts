import type { ServerResponse } from "node:http";
import { refusal, wireError } from "@tenon/api";
import { AppError } from "@tenon/contract/app-error";
import type { Reason, WireError } from "@tenon/contract/errors";
import { type Problem, RestError, type RestReason } from "@tenon/openapi";
import type { TRPCError } from "@trpc/server";
import { problemTitle, problemType } from "./problems/type.ts";
import { sendJson } from "./send-json.ts";

/** What the bridge refuses before a procedure runs, in the words of our registry. */
const bridgeReasons: Record<RestReason, Reason> = {
  ROUTE_NOT_FOUND: "NOT_FOUND",
  METHOD_NOT_ALLOWED: "METHOD_NOT_ALLOWED",
  NOT_ACCEPTABLE: "NOT_ACCEPTABLE",
  CROSS_SITE: "CSRF_REJECTED",
  BODY_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
  MALFORMED_TARGET: "MALFORMED_REQUEST",
  MALFORMED_BODY: "MALFORMED_REQUEST",
  MALFORMED_INPUT: "INVALID_INPUT",
  PRECONDITION_FAILED: "PRECONDITION_FAILED",
  PRECONDITION_REQUIRED: "PRECONDITION_REQUIRED",
  CLIENT_CLOSED_REQUEST: "CLIENT_CLOSED_REQUEST",
};

/** An error as an RFC 9457 problem: the same facts as tRPC's `error.data`. */
export function problemOf(error: TRPCError, requestId: string): Problem {
  const { httpStatus, message, ...facts } = wireError(error instanceof RestError ? translate(error) : error, requestId);
  const { reason } = facts;
  return {
    type: problemType(reason),
    title: problemTitle(reason),
    status: httpStatus,
    detail: message,
    ...facts,
    headers: errorHeaders(facts),
  };
}

/** The headers that HTTP wants with an error: how to authenticate (RFC 9110 15.5.2), when to come back (10.2.3). */
export function errorHeaders({ reason, retryAfter }: Pick<WireError, "reason" | "retryAfter">): Record<string, string> {
  return {
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    ...(reason === "UNAUTHENTICATED" && { "www-authenticate": 'Bearer realm="tenon"' }),
  };
}

/** Answers with an error outside both transports. */
export const sendProblem = (res: ServerResponse, reason: Reason, requestId: string): void =>
  sendFailure(res, new AppError(reason), requestId);

/** The same with what the error itself has to say. */
export function sendFailure(res: ServerResponse, error: AppError, requestId: string): void {
  const problem = problemOf(refusal(error), requestId);
  const { headers, ...body } = problem;
  const { status } = problem;
  sendJson(res, body, { status, type: "application/problem+json", ...(headers && { headers }) });
}

/** A segment of a JSON pointer in a URI fragment (RFC 6901, 6). */
const unescape = (segment: string) => decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~");

function translate(error: RestError): TRPCError {
  const fields = error.issues.map((issue) => ({
    path: issue.pointer.split("/").slice(1).map(unescape),
    code: issue.code,
    message: issue.detail,
  }));
  return refusal(
    new AppError(bridgeReasons[error.reason], {
      message: error.message,
      ...(fields.length > 0 && { fields }),
      cause: error,
    }),
  );
}
