import { PROBLEM_TYPE } from "../http/problem.ts";
import type { Json } from "./json.ts";
import { PROBLEM } from "./problem.ts";

/** How a document tells of failures; it must agree with what `formatError` writes. */
export interface FailureOptions {
  /** The name of the body's schema. @default "Problem" */
  readonly name?: string;
  /** JSON Schema of the body. @default RFC 9457 with `code` and `errors` */
  readonly schema?: Json;
  /** @default "application/problem+json" */
  readonly mediaType?: string;
  /**
   * `declared` lists an operation's own `errors` and the common ones; `all` also what the bridge and the security schemes may answer, and
   * under `default` whatever else fails. @default "all"
   */
  readonly listed?: "all" | "declared";
  /** Statuses that are listed without saying what their body holds. @default none */
  readonly undescribed?: readonly number[];
}

/** The reference to the response that operations share for a status; without one, for any other failure. */
export const refToFailure = (name: string, status: number | string = ""): string =>
  `#/components/responses/${name}${status}`;

/** The options with defaults filled in. */
export type Failures = Required<FailureOptions>;

export const failuresFrom = (options: FailureOptions = {}): Failures => ({
  name: "Problem",
  schema: PROBLEM,
  mediaType: PROBLEM_TYPE,
  listed: "all",
  undescribed: [],
  ...options,
});
