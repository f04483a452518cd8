import { AppError } from "@tenon/contract/app-error";
import { errors, type FieldError, type Reason, type WireError } from "@tenon/contract/errors";
import { knownError } from "@tenon/core/known-errors";
import { TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { z } from "zod";

/** tRPC's name for each status of the registry. 406 and 416 have none and are only met in REST. */
const codes: Record<number, TRPC_ERROR_CODE_KEY> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  406: "BAD_REQUEST",
  408: "TIMEOUT",
  409: "CONFLICT",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  416: "BAD_REQUEST",
  422: "UNPROCESSABLE_CONTENT",
  428: "PRECONDITION_REQUIRED",
  429: "TOO_MANY_REQUESTS",
  499: "CLIENT_CLOSED_REQUEST",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
};

/** What tRPC itself, or the adapter, refuses before a procedure runs. */
const transportReasons: Partial<Record<TRPC_ERROR_CODE_KEY, Reason>> = {
  PARSE_ERROR: "MALFORMED_REQUEST",
  BAD_REQUEST: "MALFORMED_REQUEST",
  UNAUTHORIZED: "UNAUTHENTICATED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  METHOD_NOT_SUPPORTED: "METHOD_NOT_ALLOWED",
  TIMEOUT: "TIMEOUT",
  CONFLICT: "CONFLICT",
  PAYLOAD_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
  CLIENT_CLOSED_REQUEST: "CLIENT_CLOSED_REQUEST",
  SERVICE_UNAVAILABLE: "UNAVAILABLE",
};

/** What an error means to the caller. The one place where anything unknown becomes INTERNAL. */
export function appErrorOf(error: TRPCError): AppError {
  // What tRPC refuses by itself may quote the caller's words: only what was thrown inside is asked for its meaning.
  const isThrown = error.code === "INTERNAL_SERVER_ERROR" || error.cause instanceof AppError;
  const known = isThrown ? knownError(error.cause) : undefined;
  if (known) return known;
  if (error.cause instanceof z.core.$ZodError) {
    // Only a rejected input is the caller's fault; a rejected output is ours.
    if (error.code !== "BAD_REQUEST") return new AppError("INTERNAL", { cause: error });
    return new AppError("INVALID_INPUT", {
      fields: error.cause.issues.slice(0, maxFields).flatMap(fieldErrors).slice(0, maxFields),
    });
  }
  return new AppError(transportReasons[error.code] ?? "INTERNAL", { cause: error.cause ?? error });
}

/** The same error with the class that its reason stands for. */
export function publicError(error: TRPCError): TRPCError {
  const cause = appErrorOf(error);
  return new TRPCError({
    code: codes[errors[cause.reason].status] ?? "INTERNAL_SERVER_ERROR",
    message: cause.message,
    cause,
  });
}

/** An error of the registry, for what is refused before a procedure runs. */
export const refusal = (cause: AppError): TRPCError =>
  publicError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: cause.message, cause }));

/** The one wire shape of both transports. */
export function wireError(error: TRPCError, requestId: string): WireError {
  const { reason, message, fields, retryAfter, challenge, methods } = appErrorOf(error);
  const httpStatus = errors[reason].status;
  return {
    code: codes[httpStatus] ?? "INTERNAL_SERVER_ERROR",
    httpStatus,
    reason,
    message,
    ...(fields && { fields }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(challenge !== undefined && { challenge }),
    ...(methods && { methods }),
    requestId,
  };
}

/** More would tell nobody more, and make a small request's answer a large one. */
const maxFields = 50;

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
  if (issue.code === "unrecognized_keys") {
    return issue.keys
      .slice(0, maxFields)
      .map((key) => ({ path: [...path, key], code: issue.code, message: "There is no such field." }));
  }
  const [, message = issue.message] = plainer.find(([zods]) => zods.test(issue.message)) ?? [];
  return [{ path, code: issue.code ?? "custom", message }];
}

/** In a form and in a query all is text, so that "expected boolean, received string" would tell nobody what to write. */
const plainer: readonly [RegExp, string][] = [
  [/^Invalid input: expected .*, received undefined$/s, "must be given"],
  [/^Invalid input: expected boolean\b/, "must be true or false"],
  [/^Invalid input: expected date\b/, "must be a date and time such as 2026-11-01T00:00:00Z"],
];
