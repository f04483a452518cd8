import type { Contender, Through } from "./contender.ts";
import { elysia } from "./elysia.ts";
import { hono } from "./hono.ts";
import { orpc } from "./orpc.ts";
import { tenon, tenonRouterType } from "./tenon.ts";
import { trpc } from "./trpc.ts";

/** A line of the table: a contender, and how its client reads the server's types. */
export type Row = { contender: Contender; through: Through };

/** Everybody once through declarations and once through source; Tenon's router type is the same through source. */
export const rows: readonly Row[] = [
  { contender: tenon, through: "declarations" },
  { contender: tenonRouterType, through: "declarations" },
  { contender: tenon, through: "source" },
  ...[trpc, orpc, hono, elysia].flatMap((contender): Row[] => [
    { contender, through: "declarations" },
    { contender, through: "source" },
  ]),
];

export const ids: readonly string[] = [...new Set(rows.map(({ contender }) => contender.id))];
