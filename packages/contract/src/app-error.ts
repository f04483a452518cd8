import { errors, type FieldError, type Reason } from "./errors.ts";

export type AppErrorDetails = {
  /** Replaces the registry's message; must be safe to show. */
  message?: string;
  fields?: FieldError[];
  /** Seconds to wait before the next try. */
  retryAfter?: number;
  /** For the log, never for the caller. */
  cause?: unknown;
};

/** The only thing that the domain throws on purpose. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly reason: Reason;
  readonly fields: FieldError[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(reason: Reason, details: AppErrorDetails = {}) {
    super(details.message ?? errors[reason].message, { cause: details.cause });
    this.reason = reason;
    this.fields = details.fields;
    this.retryAfter = details.retryAfter;
  }
}

/** An INVALID_INPUT about one field, for rules that a schema cannot state. */
export const invalidField = (path: FieldError["path"], message: string): AppError =>
  new AppError("INVALID_INPUT", { fields: [{ path, code: "custom", message }] });
