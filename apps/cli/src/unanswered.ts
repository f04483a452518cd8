import { Failure } from "./failure.ts";

/** How long a call may take. */
export const timeoutMs = 30_000;

/** Explains an error that no Tenon server has sent: no connection, no answer in time, something else there, a fault of ours. */
export function unanswered(error: unknown, url: string): Failure {
  if (!isCallError(error))
    return new Failure("refused", `Unexpected: ${String(error)}`, { details: [debugHint], cause: error });

  const status = error.meta?.response?.status;
  if (status !== undefined && status >= 500) return unreachable(error, `${url} answers with HTTP ${status}.`);
  if (status !== undefined) return unreachable(error, `${url} answers with HTTP ${status}, but not as a Tenon server.`);
  const causes = causesOf(error);
  if (causes.some((cause) => cause.name === "TimeoutError")) {
    return unreachable(error, `${url} did not answer within ${timeoutMs / 1000} seconds.`);
  }
  const code = causes.map((cause) => cause.code).findLast((found) => typeof found === "string");
  return unreachable(error, `Nothing answers at ${url} (${code ?? causes.at(-1)?.message ?? error.message}).`);
}

const debugHint = "TENON_DEBUG=1 shows where.";
const reachHint = "Is the server running, and is the address right? --url or TENON_URL gives another one.";

const unreachable = (cause: Error, message: string) =>
  new Failure("unreachable", message, { details: [reachHint], cause });

type CallError = Error & { meta?: { response?: { status: number } } };

/** By its name, as the client package does not export the class. */
const isCallError = (error: unknown): error is CallError => error instanceof Error && error.name === "TRPCClientError";

function causesOf({ cause }: Error): (Error & { code?: unknown })[] {
  return cause instanceof Error ? [cause, ...causesOf(cause)] : [];
}
