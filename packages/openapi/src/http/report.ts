import type { ServerResponse } from "node:http";
import type { Failure, FailureReply, Problem } from "./problem.ts";

const UNSPEAKABLE: Problem = { status: 500, code: "INTERNAL_SERVER_ERROR" };

/** Tells `onError` of a failure. What it throws, or rejects with, is dropped. */
export function reportFailure(failure: Failure, onError: ((failure: Failure) => unknown) | undefined): void {
  try {
    void Promise.resolve(onError?.(failure)).catch(() => {});
  } catch {
    // A hook's failure is not the caller's.
  }
}

/** Writes what `formatError` makes of a failure: a bare 500 when it throws, gives no status from 400 to 599, or cannot be written. */
export function writeFailure<Reply extends Problem | FailureReply, Written>(
  failure: Failure,
  formatError: (failure: Failure) => Reply,
  write: (reply: NoInfer<Reply> | Problem) => Written,
): Written {
  try {
    const reply = formatError(failure);
    if (Number.isInteger(reply.status) && reply.status >= 400 && reply.status <= 599) return write(reply);
  } catch {
    // As below.
  }
  return write(UNSPEAKABLE);
}

/** Sets the headers that HTTP has a form for; any other is left out. */
export function setHeaders(res: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      res.setHeader(name, value);
    } catch {
      // A name or a value with characters that no header can have.
    }
  }
}
