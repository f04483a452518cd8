import { Failure } from "./failure.ts";
import { ForeignAnswer, timeoutMs } from "./timed-fetch.ts";

/** Explains an error that no Tenon server has sent: no connection, no answer in time, something else there, a fault of ours. */
export function unanswered(error: unknown, url: string): Failure {
  return isCallError(error) ? unreachable(error, url) : unexpected(error);
}

/** Explains why a request has no answer that can be read. */
export function unreachable(error: unknown, url: string): Failure {
  const causes = causesOf(error);
  const answer = (error as CallError).meta?.response ?? causes.find((cause) => cause instanceof ForeignAnswer);
  const why = answer === undefined ? silence(causes, url) : foreign(answer, url);
  return new Failure("unreachable", why, { details: [reachHint], cause: error });
}

/** Something that should not have happened; not the server's doing. */
export const unexpected = (cause: unknown): Failure =>
  new Failure("refused", `Unexpected: ${String(cause)}`, { details: ["TENON_DEBUG=1 shows where."], cause });

const reachHint = "Is the server running, and is the address right? --url or TENON_URL gives another one.";

function foreign({ status, location }: Answer, url: string): string {
  if (location) return `${url} redirects to ${location}.`;
  return `${url} answers with HTTP ${status}${status < 500 ? ", but not as a Tenon server" : ""}.`;
}

function silence(causes: Cause[], url: string): string {
  if (causes.some(({ name }) => name === "TimeoutError"))
    return `${url} did not answer within ${timeoutMs / 1000} seconds.`;
  const code = causes.map((cause) => cause.code).findLast((found) => typeof found === "string");
  return `Nothing answers at ${url} (${code ?? causes.at(-1)?.message ?? "no connection"}).`;
}

type Answer = { status: number; location?: string | null };
type CallError = Error & { meta?: { response?: Answer } };

/** By its name, as the client package does not export the class. */
const isCallError = (error: unknown): error is CallError => error instanceof Error && error.name === "TRPCClientError";

type Cause = Error & { code?: unknown };

/** An error and the causes below it, the deepest last. */
function causesOf(error: unknown): Cause[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
