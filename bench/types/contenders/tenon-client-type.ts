// The one template that decides what clients of the generated Tenon router read. To measure another form, write it here.
import type { Files } from "../model/contract.ts";

// As packages/api/src/client.ts.
const appRouter = `import type { TRPCBuiltRouter, TRPCDefaultErrorShape } from "@trpc/server";
import type { routes } from "./routes.ts";
import type { WireError } from "./wire-error.ts";

export type ErrorShape = Omit<TRPCDefaultErrorShape, "data"> & { data: WireError & { path?: string } };
export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: true },
  typeof routes
>;
`;

/** tRPC's own client type: each program works it out, procedure by procedure, for those that it calls. */
export const routerForm: Files = {
  "server/app-router.ts": appRouter,
  "client/client.ts": `import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "../server/app-router.ts";

export const createClient = (url: string): TRPCClient<AppRouter> =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url, transformer: superjson })] });
`,
};

/** The client's type worked out once, when the declarations are emitted: they hold plain functions. */
export const writtenOutForm: Files = {
  "server/app-router.ts": appRouter,
  "client/client-of.ts": `import type { TRPCProcedureOptions, TRPCPromise } from "@trpc/client";
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
// Not exported: declarations that cannot name it write out what it comes to, so that programs have nothing left to infer.
type ClientOf<Router extends AnyTRPCRouter> = Calls<
  Router["_def"]["record"],
  Router["_def"]["_config"]["$types"]["errorShape"]
>;

export const writtenOut = <Router extends AnyTRPCRouter>(client: ClientOf<Router>): ClientOf<Router> => client;
`,
  "client/client.ts": `import { createTRPCClient, httpBatchLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "../server/app-router.ts";
import { writtenOut } from "./client-of.ts";

export const createClient = (url: string) =>
  writtenOut<AppRouter>(
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url, transformer: superjson })] }),
  );
`,
};
