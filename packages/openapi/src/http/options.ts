import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyTRPCRouter, CreateContextCallback, inferRouterContext } from "@trpc/server";
import type { TRPCRequestInfo } from "@trpc/server/http";
import type { Operation } from "../operation.ts";
import type { Failure, FormatError } from "./problem.ts";

/** What `createContext` is given: the same as by tRPC's own Node adapters, so that one function serves both. */
export interface ContextOptions {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** `url` is null: the bridge never builds one from the Host header. */
  readonly info: TRPCRequestInfo;
}

type CreateContext<Context> = (options: ContextOptions) => Context | Promise<Context>;

/** Options of `createRestHandler`. */
export type RestHandlerOptions<Router extends AnyTRPCRouter> = {
  readonly router: Router;
  /** Where the API is mounted, without a trailing slash. @default "" */
  readonly basePath?: string;
  /** Bytes that a request body may have. @default 1_048_576 */
  readonly maxBodySize?: number;
  /** A procedure without an output schema is a fault at start. @default false */
  readonly strict?: boolean;
  /** Origins whose pages may send forms with their visitors' cookies. @default none but the API's own */
  readonly trustedOrigins?: Iterable<string>;
  /** Between two comments of a silent event stream, in milliseconds. @default 15_000 */
  readonly heartbeatMs?: number;
  /** Outputs that are frozen are taken to be so through and through, and are written as JSON once. @default false */
  readonly keepFrozen?: boolean;
  /** Aborted when the server stops: event streams end, and their clients come again. */
  readonly stop?: AbortSignal;
  /** @default formatProblem */
  readonly formatError?: FormatError<inferRouterContext<Router>>;
  /** Headers for a success, after the procedure ran. */
  readonly responseHeaders?: (success: {
    readonly operation: Operation;
    readonly ctx: inferRouterContext<Router>;
    readonly output: unknown;
  }) => Readonly<Record<string, string>>;
  /** Told of every failure before it is answered, 4xx included. What it throws is dropped. */
  readonly onError?: (failure: Failure<inferRouterContext<Router>>) => unknown;
} & CreateContextCallback<inferRouterContext<Router>, CreateContext<inferRouterContext<Router>>>;

/** The options with defaults filled in and the router's context forgotten. */
export interface Settings {
  readonly basePath: string;
  readonly maxBodySize: number;
  readonly trustedOrigins: ReadonlySet<string>;
  readonly heartbeatMs: number;
  readonly keepFrozen: boolean;
  readonly stop: AbortSignal;
  readonly createContext: CreateContext<unknown>;
  readonly formatError: FormatError;
  readonly responseHeaders:
    | ((success: { operation: Operation; ctx: unknown; output: unknown }) => Readonly<Record<string, string>>)
    | undefined;
  readonly onError: ((failure: Failure) => unknown) | undefined;
}
