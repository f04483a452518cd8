import type { TRPCRequestInfo } from "@trpc/server/http";
import type { Operation } from "../operation.ts";

/** What tRPC would tell `createContext` of this call. */
export function requestInfo({ path, type }: Operation, input: unknown, signal: AbortSignal): TRPCRequestInfo {
  return {
    accept: null,
    type,
    isBatchCall: false,
    calls: [{ path, getRawInput: () => Promise.resolve(input), result: () => input, procedure: null, batchIndex: 0 }],
    connectionParams: null,
    signal,
    url: null,
  };
}
