import type { ContextOptions, Failure, Problem } from "@tenon/openapi";
import type { AnyTRPCRouter, CreateContextCallback, inferRouterContext } from "@trpc/server";

/** Turns a failure into what the model reads. */
export type FormatProblem<Context = unknown> = (failure: Failure<Context>) => Problem;

type CreateContext<Context> = (options: ContextOptions) => Context | Promise<Context>;

/** Options of `createMcpHandler`. */
export type McpHandlerOptions<Router extends AnyTRPCRouter> = {
  readonly router: Router;
  /** What the server calls itself. */
  readonly info: { readonly name: string; readonly version: string; readonly title?: string };
  /** For the model: what the tools are good for, how they belong together. */
  readonly instructions?: string;
  /** Mutations are tools as well. @default false */
  readonly writes?: boolean;
  /** Bytes that a request body may have. @default 1_048_576 */
  readonly maxBodySize?: number;
  /** @default formatProblem of @tenon/openapi */
  readonly formatError?: FormatProblem<inferRouterContext<Router>>;
  /** Told of every failure before it is answered, 4xx included. What it throws is dropped. */
  readonly onError?: (failure: Failure<inferRouterContext<Router>>) => unknown;
} & CreateContextCallback<inferRouterContext<Router>, CreateContext<inferRouterContext<Router>>>;

/** The options with defaults filled in and the router's context forgotten. */
export interface Settings {
  readonly info: { readonly name: string; readonly version: string; readonly title?: string };
  readonly instructions: string | undefined;
  readonly writes: boolean;
  readonly maxBodySize: number;
  readonly createContext: CreateContext<unknown>;
  readonly formatError: FormatProblem;
  readonly onError: ((failure: Failure) => unknown) | undefined;
}
