import type { IncomingMessage } from "node:http";
import { STATUS_CODES } from "node:http";
import type { TRPCError, TRPCProcedureType } from "@trpc/server";
import { type InputIssue, RestError, statusOf } from "../error.ts";
import type { Operation } from "../operation.ts";
import { pointer } from "./pointer.ts";

/** The body of `application/problem+json` (RFC 9457) with its status; members beyond these are sent as they are. */
export interface Problem {
  readonly status: number;
  /** Stable and machine-readable: what a client switches on. */
  readonly code: string;
  /** URI of the kind of problem. @default absent, which means about:blank */
  readonly type?: string;
  /** @default the status's own phrase */
  readonly title?: string;
  readonly detail?: string;
  /** Response headers, as `WWW-Authenticate` and `Retry-After`. Not part of the body. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly [extension: string]: unknown;
}

/** A failure in another form than a problem: any JSON under a media type of its own. */
export interface FailureReply {
  readonly status: number;
  /** Anything that JSON can hold; undefined for a reply without a body. */
  readonly body: unknown;
  /** @default "application/json" */
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What tells the two forms apart: a problem has a code. */
  readonly code?: never;
}

/** What is known of a failure when it is formatted. */
export interface Failure<Context = unknown> {
  readonly error: TRPCError;
  /** Undefined when the failure came before the context was made. */
  readonly ctx: Context | undefined;
  /** The procedure's dotted path; undefined when no route was found. */
  readonly path: string | undefined;
  readonly type: TRPCProcedureType | "unknown";
  /** The raw input, when it was read. */
  readonly input: unknown;
  readonly req: IncomingMessage;
  readonly operation: Operation | undefined;
}

/** Turns a failure into what the client sees. It decides alone: a 5xx that it puts into words is sent in those words. */
export type FormatError<Context = unknown> = (failure: Failure<Context>) => Problem | FailureReply;

/** The default format: tRPC's code, the message below 500, and the issues of the input. */
export function formatProblem({ error, operation }: Failure): Problem {
  const status = statusOf(error);
  const issues = inputIssues(error, operation);
  const message = issues.length > 0 && !(error instanceof RestError) ? "The input is not valid" : error.message;
  const code = error instanceof RestError ? error.reason : error.code;
  return {
    status,
    code,
    ...(status < 500 && message !== code && { detail: message }),
    ...(issues.length > 0 && { errors: issues }),
    // RFC 9110 §15.5.2: a 401 must say how to authenticate.
    ...(status === 401 && { headers: { "WWW-Authenticate": "Bearer" } }),
  };
}

/** What is wrong with the input, value by value; empty when the failure is of another kind. */
export function inputIssues(error: TRPCError, operation: Operation | undefined): readonly InputIssue[] {
  if (error instanceof RestError) return error.issues;
  // tRPC gives BAD_REQUEST to input validation alone; a bad output or a stray ZodError is INTERNAL_SERVER_ERROR.
  const issues = error.code === "BAD_REQUEST" && (error.cause as { issues?: unknown } | undefined)?.issues;
  if (!Array.isArray(issues)) return [];
  return issues
    .slice(0, MAX_ISSUES)
    .flatMap((issue: ZodIssue) => describe(issue, operation))
    .slice(0, MAX_ISSUES);
}

/** More would tell nobody more, and make a small request's answer a large one. */
const MAX_ISSUES = 50;

interface ZodIssue {
  readonly code?: string;
  readonly message: string;
  readonly path?: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function describe(
  { code = "invalid", message, path = [], keys }: ZodIssue,
  operation: Operation | undefined,
): InputIssue[] {
  const paths = code === "unrecognized_keys" && keys ? keys.slice(0, MAX_ISSUES).map((key) => [...path, key]) : [path];
  return paths.map((at) => ({ in: placeOf(at[0], operation), pointer: pointer(at), code, detail: message }));
}

function placeOf(key: PropertyKey | undefined, operation: Operation | undefined): InputIssue["in"] {
  const parameter = operation?.input.parameters.get(String(key));
  return parameter?.in ?? (operation?.input.body.kind === "none" ? "query" : "body");
}

/** A formatted failure as it is sent: its media type, and its body as text; undefined for none. */
export function failureText(reply: Problem | FailureReply): { mediaType: string; text: string | undefined } {
  if (isProblem(reply)) return { mediaType: PROBLEM_TYPE, text: JSON.stringify(problemBody(reply)) };
  const { body, mediaType = "application/json" } = reply;
  return { mediaType, text: JSON.stringify(body) };
}

/** The media type of RFC 9457. */
export const PROBLEM_TYPE = "application/problem+json";

const isProblem = (reply: Problem | FailureReply): reply is Problem => reply.code !== undefined;

/** The problem as a body: `type` and `title` first, the headers left out. */
export function problemBody({ type, title, headers: _, ...rest }: Problem): Record<string, unknown> {
  return { ...(type !== undefined && { type }), title: title ?? STATUS_CODES[rest.status] ?? "Error", ...rest };
}
