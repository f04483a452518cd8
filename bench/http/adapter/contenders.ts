import { orpc, rest, trpc, type Wire } from "./wires.ts";

export type Contender = {
  name: string;
  /** Below `servers/`. */
  file: string;
  wire: Wire;
  /** Writes one answer to everything, so that only its first one can be checked. */
  isConstant?: boolean;
  /** Its transformer is `fasterSuperjson`, so that only `superjson` tells anything. */
  isFast?: boolean;
};

/** What the ratios are taken to. */
export const baseline = "@trpc/server standalone";

export const contenders: Contender[] = [
  { name: baseline, file: "trpc-standalone.ts", wire: trpc },
  { name: "@trpc/server Fastify adapter", file: "trpc-fastify.ts", wire: trpc },
  { name: "@trpc/server Express adapter", file: "trpc-express.ts", wire: trpc },
  { name: "@tenon/node", file: "tenon-node.ts", wire: trpc },
  { name: "@tenon/node, fasterSuperjson", file: "tenon-node.ts", wire: trpc, isFast: true },
  { name: "oRPC on node:http", file: "orpc.ts", wire: orpc },
  { name: "Express 5, routes by hand", file: "express.ts", wire: rest },
  { name: "Hono on node-server, routes by hand", file: "hono.ts", wire: rest },
  { name: "Fastify 5, routes by hand", file: "fastify.ts", wire: rest },
  { name: "node:http, a constant", file: "node-http.ts", wire: rest, isConstant: true },
];
