import type { Json } from "@tenon/openapi";
import { type Bound, compareBound } from "./bounds.ts";
import { compareMultiples } from "./multiples.ts";
import type { Pair, Place, Walk } from "./walk.ts";

/** Compares two number schemas. */
export function compareNumbers(walk: Walk, pair: Pair, place: Place): void {
  const [was, is] = [pair.before["type"] === "integer", pair.after["type"] === "integer"];
  if (was !== is) {
    walk.report(place, {
      rule: is ? "integer-only" : "fractions-allowed",
      effect: is ? "narrows" : "widens",
      text: is ? "whole numbers only" : "fractions too, not only whole numbers",
    });
  }
  for (const isUpper of [false, true]) compareLimit(walk, pair, { place, isUpper });
  compareSteps(walk, pair, place);
}

interface Limit {
  readonly value: number;
  readonly isExclusive: boolean;
}

function compareLimit(walk: Walk, pair: Pair, { place, isUpper }: { place: Place; isUpper: boolean }): void {
  const [before, after] = [limitOf(pair.before, isUpper), limitOf(pair.after, isUpper)];
  const bound: Bound = { name: isUpper ? "maximum" : "minimum", isUpper };
  if (before && after && before.value === after.value) {
    if (before.isExclusive === after.isExclusive) return;
    walk.report(place, {
      rule: `${bound.name}-${after.isExclusive === isUpper ? "lowered" : "raised"}`,
      effect: after.isExclusive ? "narrows" : "widens",
      text: `${after.value} itself is ${after.isExclusive ? "no longer" : "now"} among the values`,
    });
    return;
  }
  compareBound(walk, { place, bound }, { before: before?.value, after: after?.value });
}

/** The tighter of the two keywords. What every integer of zod is bound by is no limit of its own. */
function limitOf(json: Json, isUpper: boolean): Limit | undefined {
  const suffix = isUpper ? "aximum" : "inimum";
  const inclusive = json[`m${suffix}`] as number | undefined;
  const exclusive = json[`exclusiveM${suffix}`] as number | undefined;
  const limits: Limit[] = [];
  const isOwn = json["type"] !== "integer" || Math.abs(inclusive ?? 0) !== Number.MAX_SAFE_INTEGER;
  if (inclusive !== undefined && isOwn) limits.push({ value: inclusive, isExclusive: false });
  if (exclusive !== undefined) limits.push({ value: exclusive, isExclusive: true });
  const tightest = limits.toSorted(
    (left, right) =>
      (isUpper ? 1 : -1) * (left.value - right.value) || Number(right.isExclusive) - Number(left.isExclusive),
  )[0];
  // The integers below 5 are those up to 4.
  return tightest?.isExclusive && json["type"] === "integer" && Number.isInteger(tightest.value)
    ? { value: tightest.value + (isUpper ? -1 : 1), isExclusive: false }
    : tightest;
}

function compareSteps(walk: Walk, pair: Pair, place: Place): void {
  const [before, after] = [stepsOf(pair.before), stepsOf(pair.after)];
  compareMultiples(walk, { before, after, divides }, place);
}

/** All steps that a number must be a multiple of. Every whole number is one of 1, and of a half. */
function stepsOf(json: Json): number[] {
  const parts = [json, ...((json["allOf"] as Json[] | undefined) ?? [])];
  const steps = parts.flatMap(({ multipleOf }) => (multipleOf === undefined ? [] : [multipleOf as number]));
  return json["type"] === "integer" ? steps.filter((step) => !divides(step, 1)) : steps;
}

/** Whether each multiple of the whole is one of the part; decimal fractions are not exact, so that nearly is enough. */
function divides(part: number, whole: number): boolean {
  const ratio = whole / part;
  return ratio < 1e9 && Math.round(ratio) > 0 && Math.abs(ratio - Math.round(ratio)) < 1e-12 * ratio;
}
