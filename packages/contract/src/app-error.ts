import { errors, type FieldError, type Reason } from "./errors.ts";
import type { MfaMethod } from "./second-factors.ts";

export type AppErrorDetails = {
  /** Replaces the registry's message; must be safe to show. */
  message?: string;
  fields?: FieldError[];
  /** Seconds to wait before the next try. */
  retryAfter?: number;
  /** A sign-in that waits for its second factor. A secret: for the caller, never for the log. */
  challenge?: string | undefined;
  /** How that can be shown. */
  methods?: MfaMethod[];
  /** For the log, never for the caller. */
  cause?: unknown;
};

/** The only thing that the domain throws on purpose. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly reason: Reason;
  readonly fields: FieldError[] | undefined;
  readonly retryAfter: number | undefined;
  readonly challenge: string | undefined;
  readonly methods: MfaMethod[] | undefined;

  constructor(reason: Reason, details: AppErrorDetails = {}) {
    super(details.message ?? errors[reason].message, { cause: details.cause });
    this.reason = reason;
    this.fields = details.fields;
    this.retryAfter = details.retryAfter;
    this.challenge = details.challenge;
    this.methods = details.methods;
  }
}

/** An INVALID_INPUT about one field, for rules that a schema cannot state. */
export const invalidField = (path: FieldError["path"], message: string): AppError =>
  new AppError("INVALID_INPUT", { fields: [{ path, code: "custom", message }] });
