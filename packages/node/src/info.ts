import { createURL } from "@trpc/server/adapters/node-http";
import type { TRPCRequestInfo } from "@trpc/server/http";
import type { Exchange } from "./exchange.ts";

/** What tRPC knows of a request, as `createContext` gets it; made of what is asked for. */
export class RequestInfo implements TRPCRequestInfo {
  readonly accept = null;
  readonly connectionParams = null;
  readonly isBatchCall: boolean;
  readonly type: TRPCRequestInfo["type"];
  readonly #exchange: Exchange;
  #calls: TRPCRequestInfo["calls"] | undefined = undefined;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
    this.isBatchCall = exchange.route.isBatch;
    this.type = exchange.route.type;
  }

  get calls(): TRPCRequestInfo["calls"] {
    const { route, inputs } = this.#exchange;
    this.#calls ??= route.targets.map(({ path, procedure }, batchIndex) => ({
      path,
      procedure,
      batchIndex,
      getRawInput: async () => inputs.get(batchIndex),
      result: () => inputs.result(batchIndex),
    }));
    return this.#calls;
  }

  get signal(): AbortSignal {
    return this.#exchange.signal;
  }

  get url(): URL {
    return createURL(this.#exchange.req);
  }
}
