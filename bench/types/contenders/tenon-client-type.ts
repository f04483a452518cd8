// What clients of the generated Tenon router read. To measure another form, write it here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
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

/** The client's type worked out once, when the declarations are emitted: they hold plain functions. By the file that ships. */
export const writtenOutForm: Files = {
  "server/app-router.ts": appRouter,
  "client/client-of.ts": readFileSync(join(import.meta.dirname, "../../../packages/client/src/client-of.ts"), "utf8"),
  "client/client.ts": `import { createTRPCClient, httpBatchLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "../server/app-router.ts";
import { asFunctions } from "./client-of.ts";

export const createClient = (url: string) =>
  asFunctions<AppRouter>(
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url, transformer: superjson })] }),
  );
`,
};
