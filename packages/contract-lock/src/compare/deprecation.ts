import type { DeprecationContract } from "../contract.ts";
import { type ComparePart, changeAt } from "./part.ts";

const { breaking, compatible } = changeAt("/deprecated");

/** Compares whether a procedure is on its way out, and until when callers have time. */
export const compareDeprecation: ComparePart<DeprecationContract | undefined> = ({ before, after }) => {
  if (!before && !after) return [];
  if (!before) return [compatible("deprecated", `Deprecated${until(after)}.`)];
  if (!after) return [compatible("undeprecated", "No longer deprecated.")];
  const [was, is] = [before.sunset, after.sunset];
  if (was !== is) {
    const isEarlier = is !== undefined && (was === undefined || is < was);
    return isEarlier && was !== undefined
      ? [
          breaking(
            "sunset-earlier",
            `Ends on ${day(is)} instead of ${day(was)}. Callers that planned for the later day have less time.`,
          ),
        ]
      : [
          compatible(
            "sunset-changed",
            is === undefined
              ? "No day is named any more on which it ends."
              : `Ends on ${day(is)}${was ? ` instead of ${day(was)}` : ""}.`,
          ),
        ];
  }
  return before.since === after.since ? [] : [compatible("deprecation-changed", "Deprecated since another day.")];
};

/** When a deprecated procedure ends, as a clause. */
export function until(deprecated: DeprecationContract | undefined): string {
  return deprecated?.sunset === undefined ? "" : `, until ${day(deprecated.sunset)}`;
}

const day = (instant: string): string => instant.slice(0, 10);
