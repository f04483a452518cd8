import type { WireError } from "@tenon/contract/errors";
import type { TRPCBuiltRouter, TRPCDefaultErrorShape } from "@trpc/server";
import type { routes } from "./routes.ts";

/** What a call is refused with. */
export type ErrorShape = Omit<TRPCDefaultErrorShape, "data"> & { data: WireError & { path?: string } };

/** The router as clients see it: every procedure, none of the server's context. */
export type AppRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ErrorShape; transformer: true },
  typeof routes
>;
