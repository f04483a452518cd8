import type { AppRouter } from "@tenon/api/client";
import { createTRPCClient, type TRPCLink } from "@trpc/client";
import { asFunctions } from "./client-of.ts";

/** tRPC's client, with every procedure as a function of its input. Without a return type: that would be emitted as it stands. */
export const connect = (links: TRPCLink<AppRouter>[]) => asFunctions<AppRouter>(createTRPCClient<AppRouter>({ links }));
