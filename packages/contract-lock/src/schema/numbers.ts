import type { Json } from "@tenon/openapi";
import { type Bound, compareBound } from "./bounds.ts";
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
  const [before, after] = [pair.before["multipleOf"], pair.after["multipleOf"]] as (number | undefined)[];
  if (before === after) return;
  const divides = (part: number, whole: number) =>
    Number.isInteger(part) && Number.isInteger(whole) && whole % part === 0;
  const isWider = after === undefined || (before !== undefined && divides(after, before));
  const isNarrower = before === undefined || (after !== undefined && divides(before, after));
  walk.report(place, {
    rule: "multiple-of-changed",
    effect: isWider ? "widens" : isNarrower ? "narrows" : "replaces",
    text: `${after === undefined ? "any step" : `multiples of ${after}`} instead of ${before === undefined ? "any step" : `multiples of ${before}`}`,
  });
}
