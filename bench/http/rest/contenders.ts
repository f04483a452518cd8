import type { Scenario } from "./scenarios.ts";
import { rest, trpc, type Wire } from "./wires.ts";

export type Contender = {
  name: string;
  /** Below `servers/`. */
  file: string;
  wire: Wire;
  /** Given to the server, which then is a variant of itself. */
  variant?: string;
  /** Of a creation. @default 201 */
  created?: number;
  /** Runs the procedure on an input that it has, so that only its first answer can be checked. */
  isDeaf?: boolean;
  /** The one scenario in which it says something. @default all */
  only?: Scenario["name"];
};

/** What the ratios are taken to. */
export const baseline = "@trpc/server standalone";

/** What the distances are taken from. */
export const floor = "compiled executor + JSON.stringify";

export const contenders: Contender[] = [
  { name: baseline, file: "trpc-standalone.ts", wire: trpc, created: 200 },
  { name: "trpc-to-openapi", file: "trpc-to-openapi.ts", wire: rest, created: 200 },
  { name: "@orpc/openapi, an oRPC router", file: "orpc.ts", wire: rest },
  { name: "Express 5, routes by hand", file: "express.ts", wire: rest },
  { name: "Fastify 5, routes by hand", file: "fastify.ts", wire: rest },
  { name: "@tenon/openapi, tRPC's executor", file: "tenon-openapi.ts", wire: rest },
  { name: "@tenon/openapi", file: "tenon-openapi.ts", wire: rest, variant: "compiled" },
  { name: floor, file: "executor.ts", wire: rest, isDeaf: true },
  { name: "the same, the body read", file: "executor.ts", wire: rest, variant: "reads", only: "create" },
];
