import { canonical } from "../canonical.ts";
import type { Pair, Place, Walk } from "./walk.ts";

/** Compares what stands beside a schema: its default, and whether it is deprecated. */
export function compareNotes(walk: Walk, pair: Pair, place: Place): void {
  if (walk.side === "input" && !place.isDefaultTold) compareDefaults(walk, pair, place);
  const [was, is] = [pair.before["deprecated"] === true, pair.after["deprecated"] === true];
  if (was === is) return;
  walk.report(place, {
    rule: is ? "property-deprecated" : "property-undeprecated",
    effect: "compatible",
    text: is ? "is deprecated" : "is no longer deprecated",
  });
}

/** A default is a promise of what leaving a value out means; where none was stated, none is broken. */
function compareDefaults(walk: Walk, { before, after }: Pair, place: Place): void {
  const names = ["default", "x-default"] as const;
  const of = (json: Pair["before"]) => names.map((name) => json[name] as unknown).find((value) => value !== undefined);
  const [was, is] = [of(before), of(after)];
  if (canonical(was ?? null) === canonical(is ?? null) && (was === undefined) === (is === undefined)) return;
  const verb = was === undefined ? "added" : is === undefined ? "removed" : "changed";
  walk.report(place, {
    rule: `default-${verb}`,
    effect: verb === "added" ? "compatible" : "breaking",
    text: `left out, it is ${named(is)}; it was ${named(was)}`,
  });
}

const named = (value: unknown): string => (value === undefined ? "of no stated value" : JSON.stringify(value));

/** Compares how many rules are written in code, which is all that a schema can say of them. */
export function compareRules(walk: Walk, { before, after }: Pair, place: Place): void {
  const [was, is] = [before["x-rules"] ?? 0, after["x-rules"] ?? 0] as [number, number];
  if (was === is) return;
  walk.report(place, {
    rule: is > was ? "rule-added" : "rule-removed",
    effect: is > was ? "narrows" : "widens",
    text: `${is} rules written in code (refine) instead of ${was}`,
  });
}
