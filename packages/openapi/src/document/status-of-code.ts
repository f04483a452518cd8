import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { ErrorEntry } from "./failure-examples.ts";

/** The status of a registry code or of one of tRPC's own; undefined for any other. */
export function statusOfCode(code: string, errors: Readonly<Record<string, ErrorEntry>>): number | undefined {
  if (Object.hasOwn(errors, code)) return errors[code]?.status;
  if (!Object.hasOwn(TRPC_ERROR_CODES_BY_KEY, code)) return undefined;
  return getHTTPStatusCodeFromError(new TRPCError({ code: code as TRPCError["code"] }));
}
