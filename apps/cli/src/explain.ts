import { reasonOf, type WireError, wireErrorOf } from "@tenon/client";
import { Failure } from "./failure.ts";
import type { Target } from "./target.ts";
import { unanswered } from "./unanswered.ts";

/** Puts what went wrong in a call into the user's words. */
export function explain(error: unknown, target: Target): Failure {
  if (error instanceof Failure) return error;
  const wire = wireErrorOf(error);
  if (!wire) return unanswered(error, target.url);
  return refusal(error, wire, target);
}

function refusal(error: unknown, wire: WireError, target: Target): Failure {
  const refused = (...more: string[]) =>
    new Failure("refused", `${wire.message} (${wire.reason})`, {
      details: [...fieldLines(wire), ...more],
      cause: error,
    });

  switch (reasonOf(error)) {
    case "UNAUTHENTICATED":
      return signedOut(target, error);
    case "SUDO_REQUIRED":
      return refused("Sign in again: tenon login");
    case "INVALID_CURSOR":
      return refused("Begin again without --cursor.");
    case "TOO_MANY_ATTEMPTS":
    case "UNAVAILABLE":
    case "AUTH_BUSY":
      return wire.retryAfter === undefined ? refused() : refused(`Try again in ${wire.retryAfter} s.`);
    case "INTERNAL":
      return refused(`The server's log tells more, under request ${wire.requestId}.`);
    default:
      return refused();
  }
}

/** The caller is nobody to the server: which of the three ways it came to that decides what helps. */
export function signedOut({ url, tokenFrom }: Target, cause?: unknown): Failure {
  const login = `Sign in: tenon login --url ${url}`;
  switch (tokenFrom) {
    case "environment":
      return new Failure("signedOut", `${url} does not accept the token of TENON_TOKEN.`, { cause });
    case "file":
      return new Failure("signedOut", `Your session at ${url} has ended.`, { details: [login], cause });
    default:
      return new Failure("signedOut", `You are not signed in at ${url}.`, { details: [login], cause });
  }
}

const fieldLines = ({ fields = [] }: WireError): string[] =>
  fields.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
