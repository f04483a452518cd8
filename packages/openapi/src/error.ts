import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";

/** What the exchange itself can fail of, before or around the procedure. */
export type RestReason =
  | "ROUTE_NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "NOT_ACCEPTABLE"
  | "CROSS_SITE"
  | "BODY_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "MALFORMED_TARGET"
  | "MALFORMED_BODY"
  | "MALFORMED_INPUT"
  | "PRECONDITION_FAILED"
  | "PRECONDITION_REQUIRED"
  | "CLIENT_CLOSED_REQUEST";

/** Where an input value came from. */
export type InputPlace = "path" | "query" | "header" | "cookie" | "body";

/** One fault of the input: where, which value (RFC 6901 pointer as a fragment, into the procedure's input), and why. */
export interface InputIssue {
  readonly in: InputPlace;
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

const REASONS = {
  ROUTE_NOT_FOUND: [404, "NOT_FOUND"],
  METHOD_NOT_ALLOWED: [405, "METHOD_NOT_SUPPORTED"],
  // tRPC has no code for 406; the formatter reads the status.
  NOT_ACCEPTABLE: [406, "BAD_REQUEST"],
  CROSS_SITE: [403, "FORBIDDEN"],
  BODY_TOO_LARGE: [413, "PAYLOAD_TOO_LARGE"],
  UNSUPPORTED_MEDIA_TYPE: [415, "UNSUPPORTED_MEDIA_TYPE"],
  MALFORMED_TARGET: [400, "BAD_REQUEST"],
  MALFORMED_BODY: [400, "PARSE_ERROR"],
  MALFORMED_INPUT: [400, "BAD_REQUEST"],
  PRECONDITION_FAILED: [412, "PRECONDITION_FAILED"],
  PRECONDITION_REQUIRED: [428, "PRECONDITION_REQUIRED"],
  CLIENT_CLOSED_REQUEST: [499, "CLIENT_CLOSED_REQUEST"],
} as const satisfies Record<RestReason, readonly [number, TRPCError["code"]]>;

/** A failure of the HTTP exchange rather than of a procedure. It goes through `formatError` like any other. */
export class RestError extends TRPCError {
  readonly reason: RestReason;
  /** The HTTP status that the reason stands for. */
  readonly status: number;
  /** Headers that HTTP demands with the status, as `Allow` with 405: sent whatever the formatter says. */
  readonly headers: Readonly<Record<string, string>>;
  readonly issues: readonly InputIssue[];

  constructor(
    reason: RestReason,
    message: string,
    extra: { headers?: Record<string, string>; issues?: readonly InputIssue[]; cause?: unknown } = {},
  ) {
    super({ code: REASONS[reason][1], message, cause: extra.cause });
    this.name = "RestError";
    this.reason = reason;
    this.status = REASONS[reason][0];
    this.headers = extra.headers ?? {};
    this.issues = extra.issues ?? [];
  }
}

/** The HTTP status of any error that the bridge reports. */
export function statusOf(error: TRPCError): number {
  return error instanceof RestError ? error.status : getHTTPStatusCodeFromError(error);
}

/** The router, as the bridge was told to serve it, is faulty. Thrown once, at start, with every fault. */
export class RestSetupError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The REST bridge found ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
    this.name = "RestSetupError";
    this.faults = faults;
  }
}
