import type { TRPCProcedureType } from "@trpc/server";
import type { RestSpec } from "../meta.ts";
import type { Shape } from "../schema/shape.ts";
import type { Schema } from "../schema/zod.ts";
import type { Route } from "./route.ts";

/** A procedure in the course of becoming an operation. */
export interface Subject {
  readonly type: TRPCProcedureType;
  readonly inputs: readonly Schema[];
  /** The inputs as one object; undefined when they are something else, or nothing. */
  readonly shape: Shape | undefined;
  readonly route: Route;
  readonly spec: RestSpec;
  /** Notes a fault. Compiling goes on, to find the others. */
  readonly fault: (text: string) => void;
}
