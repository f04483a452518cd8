import type { TRPCRequestInfo } from "@trpc/server/http";
import type { Operation } from "../operation.ts";

/** What tRPC would tell `createContext` of this call. */
export function requestInfo(
  { path, type }: Operation,
  input: { readonly getRawInput: () => Promise<unknown>; readonly result: () => unknown },
  signal: AbortSignal,
): TRPCRequestInfo {
  return {
    accept: null,
    type,
    isBatchCall: false,
    calls: [{ path, ...input, procedure: null, batchIndex: 0 }],
    connectionParams: null,
    signal,
    url: null,
  };
}
