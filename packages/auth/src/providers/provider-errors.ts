import { AppError } from "@tenon/contract/app-error";
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";

/** A provider is not there: nobody else is affected. */
export const unavailable = (error: unknown): AppError =>
  new AppError("PROVIDER_UNAVAILABLE", { retryAfter: 5, cause: faultOf(error) });

export const rejected = (error: unknown): AppError => new AppError("OAUTH_REJECTED", { cause: faultOf(error) });

/** What an error of the library means to whoever wants to sign in. A fault of ours is thrown as it is. */
export function providerError(error: unknown): unknown {
  if (error instanceof AuthorizationResponseError) return answered(error);
  if (error instanceof ResponseBodyError) return error.status >= 500 ? unavailable(error) : rejected(error);
  if (error instanceof WWWAuthenticateChallengeError) return rejected(error);
  if (error instanceof ClientError) return isOutage(error) ? unavailable(error) : rejected(error);
  // How fetch says that nobody could be reached.
  if (error instanceof TypeError && error.cause !== undefined) return unavailable(error);
  return error;
}

const refusals = /^(access_denied|(login|consent|interaction|account_selection)_required)$/;

/** What the provider sent the browser back with. */
function answered(error: AuthorizationResponseError): AppError {
  if (refusals.test(error.error)) return new AppError("OAUTH_DENIED", { cause: faultOf(error) });
  return /^(server_error|temporarily_unavailable)$/.test(error.error) ? unavailable(error) : rejected(error);
}

/** It took too long, or what answered was no answer: a redirect, a proxy's page, a failure of theirs. */
function isOutage({ code, cause }: ClientError): boolean {
  if (code === "OAUTH_TIMEOUT" || code === "OAUTH_ABORT") return true;
  const response = cause instanceof Response ? cause : undefined;
  return response !== undefined && (response.status >= 500 || (response.status >= 300 && response.status < 400));
}

/** For the log: which check failed, without the tokens and claims that the library's errors carry. */
function faultOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("unknown");
  const code = "code" in error ? `${String(error.code)}: ` : "";
  const said = "error" in error ? ` (${String(error.error).slice(0, 100)})` : "";
  const inner = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return new Error(`${code}${error.message}${said}${inner}`);
}
