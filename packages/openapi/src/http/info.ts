import type { TRPCRequestInfo } from "@trpc/server/http";
import { abortSignal } from "./abort-signal.ts";
import type { Job } from "./exchange.ts";

/** What tRPC would tell `createContext` of this call. */
export function requestInfo({ operation, known, res }: Job, getRawInput: () => Promise<unknown>): TRPCRequestInfo {
  const { path, type } = operation;
  return {
    accept: null,
    type,
    isBatchCall: false,
    calls: [{ path, getRawInput, result: () => known.input, procedure: null, batchIndex: 0 }],
    connectionParams: null,
    // A getter that made it later would cost more: an object with a getter of its own has a hidden class of its own.
    signal: abortSignal(res),
    url: null,
  };
}
