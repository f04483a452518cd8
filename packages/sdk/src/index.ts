export * from "./generated/index.ts";
export type { Client } from "./generated/client/index.ts";
export { createTenonClient, type TenonClientOptions } from "./client.ts";
export { itemsOf, type ListPage } from "./items-of.ts";
export { isProblem, type Outcome, ProblemError, type Reason, unwrap } from "./problem.ts";
