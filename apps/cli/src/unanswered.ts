import { Failure } from "./failure.ts";
import { ForeignAnswer, timeoutMs } from "./timed-fetch.ts";

/** Explains an error that no Tenon server has sent: no connection, no answer in time, something else there, a fault of ours. */
export function unanswered(error: unknown, url: string): Failure {
  if (!isCallError(error)) return unexpected(error);
  const causes = causesOf(error);
  const answer = error.meta?.response ?? causes.find((cause) => cause instanceof ForeignAnswer);
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

/** The causes below an error, the deepest last. */
function causesOf({ cause }: Error): Cause[] {
  return cause instanceof Error ? [cause, ...causesOf(cause)] : [];
}
