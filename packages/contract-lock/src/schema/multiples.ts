import type { Pair, Place, Walk } from "./walk.ts";

/** Steps of numbers or of bigints, and whether each multiple of one is a multiple of another. */
interface Multiples<T> extends Pair<readonly T[]> {
  readonly divides: (part: T, whole: T) => boolean;
}

/** Compares what a number must be a multiple of. */
export function compareMultiples<T>(walk: Walk, { before, after, divides }: Multiples<T>, place: Place): void {
  const isWider = after.every((step) => before.some((known) => divides(step, known)));
  const isNarrower = before.every((step) => after.some((known) => divides(step, known)));
  if (isWider && isNarrower) return;
  walk.report(place, {
    rule: "multiple-of-changed",
    effect: isWider ? "widens" : isNarrower ? "narrows" : "replaces",
    text: `${named(after)} instead of ${named(before)}`,
  });
}

function named(steps: readonly unknown[]): string {
  return steps.length === 0 ? "any step" : `multiples of ${steps.join(" and ")}`;
}
