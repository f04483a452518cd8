import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyTRPCRouter, TRPCError } from "@trpc/server";
import type { CreateHTTPHandlerOptions } from "@trpc/server/adapters/standalone";
import type { RequestInfo } from "./info.ts";
import { Inputs } from "./inputs.ts";
import type { Route } from "./routes.ts";

export type Options = CreateHTTPHandlerOptions<AnyTRPCRouter>;
export type Incoming = IncomingMessage & { body?: unknown };

/** A request that the direct path takes. */
export type Accepted = {
  options: Options;
  req: Incoming;
  res: ServerResponse;
  route: Route;
  /** `?input=`, decoded. */
  query: string | null;
};

/** One request on the direct path, and what becomes known of it. A request costs what it allocates, so this and its inputs are all. */
export class Exchange {
  readonly options: Options;
  readonly req: Incoming;
  readonly res: ServerResponse;
  readonly route: Route;
  readonly inputs: Inputs;
  #signal: AbortSignal | undefined = undefined;
  /** Undefined for a request that is refused as a whole. */
  info: RequestInfo | undefined = undefined;
  ctx: unknown = undefined;
  /** What `createContext` threw: each call fails with it. */
  ctxError: TRPCError | undefined = undefined;
  /** The methods that a call would have taken (RFC 9110, 15.5.6). */
  allow: string | undefined = undefined;
  isJson = false;
  /** Made when `responseMeta` has headers; what it says twice stands there twice, as upstream. */
  headers: Headers | undefined = undefined;

  constructor({ options, req, res, route, query }: Accepted) {
    this.options = options;
    this.req = req;
    this.res = res;
    this.route = route;
    this.inputs = new Inputs(this, query);
  }

  /** Aborts when the client goes away before the answer is written. Made for those who look at it. */
  get signal(): AbortSignal {
    this.#signal ??= signalOf(this.res);
    return this.#signal;
  }
}

function signalOf(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const onClose = () => {
    if (!res.writableFinished) controller.abort();
  };
  if (res.closed) onClose();
  else res.on("close", onClose);
  return controller.signal;
}
