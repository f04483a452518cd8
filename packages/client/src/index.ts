import type { AppRouter } from "@tenon/api/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

export type { AppRouter } from "@tenon/api/client";
export type { FieldError, Reason, WireError } from "@tenon/contract/errors";
export { type ClientOptions, createClient, createLinks, type TenonClient } from "./client.ts";
export { reasonOf, wireErrorOf } from "./errors.ts";
export type { HeldTokens, TokenStore } from "./tokens.ts";

/** `RouterInputs["posts"]["create"]` is what `posts.create` takes. */
export type RouterInputs = inferRouterInputs<AppRouter>;
/** `RouterOutputs["posts"]["get"]` is what `posts.get` answers. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
