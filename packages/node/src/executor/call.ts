import { TRPCError, type TRPCProcedureType } from "@trpc/server";
import type { Maybe } from "../maybe.ts";

/** What calling a procedure takes, as every adapter of tRPC gives it. */
export interface Call {
  readonly path: string;
  readonly type: TRPCProcedureType;
  readonly ctx: unknown;
  readonly getRawInput: () => Promise<unknown>;
  /** The same, without a promise where it is there already. */
  readInput?(): unknown;
  readonly input?: unknown;
  readonly signal: AbortSignal | undefined;
  readonly batchIndex: number;
}

export const marker = "middlewareMarker";

/** What a middleware gets from `next()`, and returns. */
export type Result = Success | { readonly marker: typeof marker; readonly ok: false; readonly error: TRPCError };
export type Success = {
  readonly marker: typeof marker;
  readonly ok: true;
  readonly data: unknown;
  readonly ctx?: unknown;
};

/** Says of a call how it went; never throws. Says nothing where a middleware forgot to return what it got. */
export type Run = (call: Call) => Maybe<Result | undefined>;

/** False for one that is yet to come, and for whatever else a middleware has returned. */
export const isSuccess = (outcome: Maybe<Result | undefined>): outcome is Success =>
  (outcome as Partial<Success> | undefined)?.ok === true;

/** An error as a result. */
export const failure = (error: TRPCError): Result => ({ marker, ok: false, error });

/** A result where there is none is an error. */
export const settled = (result: Result | undefined): Result => result || failure(forgotten());

function forgotten(): TRPCError {
  const message = "No result from middlewares - did you forget to `return next()`?";
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message });
}
