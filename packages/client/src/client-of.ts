import type { TRPCProcedureOptions, TRPCPromise } from "@trpc/client";
import type { AnyTRPCRouter, TRPCMutationProcedure, TRPCQueryProcedure } from "@trpc/server";

type Input<T> = undefined extends T ? void | T : T;

type Call<Def extends { input: unknown; output: unknown }, Shape> = (
  input: Input<Def["input"]>,
  options?: TRPCProcedureOptions,
) => TRPCPromise<Def["output"], Shape>;

type Calls<Routes, Shape> = {
  [Name in keyof Routes]: Routes[Name] extends TRPCQueryProcedure<infer Def>
    ? { query: Call<Def, Shape> }
    : Routes[Name] extends TRPCMutationProcedure<infer Def>
      ? { mutate: Call<Def, Shape> }
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
