import type { TRPCClientError, TRPCProcedureOptions, TRPCPromise } from "@trpc/client";
import type { AnyTRPCRouter, TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure } from "@trpc/server";

type Input<T> = undefined extends T ? void | T : T;

type Def = { input: unknown; output: unknown };

type Call<D extends Def, Shape> = (
  input: Input<D["input"]>,
  options?: TRPCProcedureOptions,
) => TRPCPromise<D["output"], Shape>;

type Handlers<Item, Failure> = {
  onStarted?(): void;
  onData(item: Item): void;
  /** It ended for good: what may pass is tried again before. */
  onError?(error: Failure): void;
  onStopped?(): void;
  onComplete?(): void;
  onConnectionStateChange?(state: { state: "idle" | "connecting" | "pending"; error: Failure | null }): void;
};

type Subscribe<D extends Def, Shape> = (
  input: Input<D["input"]>,
  handlers: Handlers<
    D["output"] extends AsyncIterable<infer Item> ? Item : never,
    TRPCClientError<{ errorShape: Shape; transformer: true }>
  > &
    TRPCProcedureOptions,
) => { unsubscribe(): void };

type Calls<Routes, Shape> = {
  [Name in keyof Routes]: Routes[Name] extends TRPCQueryProcedure<infer D>
    ? { query: Call<D, Shape> }
    : Routes[Name] extends TRPCMutationProcedure<infer D>
      ? { mutate: Call<D, Shape> }
      : Routes[Name] extends TRPCSubscriptionProcedure<infer D>
        ? { subscribe: Subscribe<D, Shape> }
        : Calls<Routes[Name], Shape>;
};

// Not exported: declarations that cannot name it write out what it comes to, and leave the programs of clients nothing to infer
// (docs/decisions/002-erased-context-of-the-client-types.md).
type ClientOf<Router extends AnyTRPCRouter> = Calls<
  Router["_def"]["record"],
  Router["_def"]["_config"]["$types"]["errorShape"]
>;

/** A client, seen as functions of their inputs. */
export const asFunctions = <Router extends AnyTRPCRouter>(client: ClientOf<Router>): ClientOf<Router> => client;
