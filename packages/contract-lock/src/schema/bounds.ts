import type { Json } from "@tenon/openapi";
import type { Pair, Place, Walk } from "./walk.ts";

/** A least or a greatest, of which there may be none. */
export interface Bound<T = number> {
  /** As in `maximum` or `min-items`. */
  readonly name: string;
  readonly isUpper: boolean;
  /** What is counted. */
  readonly unit?: string;
  readonly print?: (value: T) => string;
}

/** Compares a limit. A half is added to one that excludes its own value, so that 3 is more than "less than 3". */
export function compareBound<T extends number | bigint>(
  walk: Walk,
  at: { place: Place; bound: Bound<T> },
  pair: Pair<T | undefined>,
): void {
  const { place, bound } = at;
  const { before, after } = pair;
  if (before === after) return;
  const wasOpen = before === undefined;
  const isOpen = after === undefined;
  const verb = wasOpen ? "added" : isOpen ? "removed" : after > before ? "raised" : "lowered";
  const isTighter = wasOpen || (!isOpen && after > before !== bound.isUpper);
  walk.report(place, {
    rule: `${bound.name}-${verb}`,
    effect: isTighter ? "narrows" : "widens",
    text:
      wasOpen || isOpen ? `${phrase(after, bound)} instead of ${phrase(before, bound)}` : shift(before, after, bound),
  });
}

function shift<T>(before: T, after: T, bound: Bound<T>): string {
  return `${phrase(after, bound)} instead of ${(bound.print ?? String)(before)}`;
}

function phrase<T>(value: T | undefined, { isUpper, unit = "", print = String }: Bound<T>): string {
  const counted = unit && ` ${unit}`;
  if (value === undefined) return `no ${isUpper ? "upper" : "lower"} limit${unit && ` of ${unit}`}`;
  return `at ${isUpper ? "most" : "least"} ${print(value)}${counted}`;
}

const COUNTS = [
  ["Length", "length", "characters"],
  ["Items", "items", "items"],
  ["Properties", "keys", "keys"],
] as const;

/** Compares how many characters, items or keys there may be. */
export function compareCounts(walk: Walk, pair: Pair, place: Place): void {
  for (const [suffix, name, unit] of COUNTS) {
    const least = ({ [`min${suffix}`]: value }: Json) => (value as number | undefined) || undefined;
    const most = ({ [`max${suffix}`]: value }: Json) => value as number | undefined;
    compareBound(
      walk,
      { place, bound: { name: `min-${name}`, isUpper: false, unit } },
      { before: least(pair.before), after: least(pair.after) },
    );
    compareBound(
      walk,
      { place, bound: { name: `max-${name}`, isUpper: true, unit } },
      { before: most(pair.before), after: most(pair.after) },
    );
  }
}
