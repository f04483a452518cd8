import type { Json } from "@tenon/openapi";
import { canonical } from "../canonical.ts";
import type { Kind, Member } from "./alternatives.ts";
import { compareArrays } from "./arrays.ts";
import { compareCounts } from "./bounds.ts";
import { MARKS, PRESENCE } from "./mark-names.ts";
import { compareMarks } from "./marks.ts";
import { compareNumbers } from "./numbers.ts";
import { compareObjects } from "./objects.ts";
import { asSchema } from "./resolve.ts";
import { compareStrings } from "./strings.ts";
import type { Pair, Place, Walk } from "./walk.ts";
import { memberName } from "./words.ts";

/** What is compared keyword by keyword; any other is either the same or another. */
const COMPARED: ReadonlySet<string> = new Set([
  ...MARKS,
  ...PRESENCE,
  ...`type default deprecated x-default x-type x-minimum x-maximum x-multiples x-patterns x-keys x-ordered format pattern
  allOf minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems items prefixItems properties
  required additionalProperties propertyNames patternProperties minProperties maxProperties`.split(/\s+/),
]);

/** Compares two forms of the same kind. */
export function compareMember(walk: Walk, pair: Pair<Member>, place: Place): void {
  const { kind } = pair.before;
  const json: Pair = { before: pair.before.json, after: pair.after.json };
  if (json.before["x-type"] !== json.after["x-type"]) {
    const text = `${memberName(pair.after)} instead of ${memberName(pair.before)}`;
    walk.report(place, { rule: "type-changed", effect: "replaces", text });
    return;
  }
  compareMarks(walk, json, place);
  compareKind(walk, { kind, json }, place);
  const others = (schema: Json): string =>
    canonical(Object.fromEntries(Object.entries(schema).filter(([key]) => kind === "opaque" || !COMPARED.has(key))));
  if (kind === "opaque") compareOpaque(walk, json, place);
  else if (others(json.before) !== others(json.after)) report(walk, place);
}

const report = (walk: Walk, place: Place): void =>
  walk.report(place, {
    rule: "schema-changed",
    effect: "replaces",
    text: "has changed in a way that cannot be judged",
  });

function compareKind(walk: Walk, { kind, json }: { kind: Kind; json: Pair }, place: Place): void {
  if (kind === "object") compareObjects(walk, json, place);
  else if (kind === "array") compareArrays(walk, json, place);
  else if (kind === "number") compareNumbers(walk, json, place);
  else if (kind === "string") {
    compareCounts(walk, json, place);
    compareStrings(walk, json, place);
  }
}

/** Several schemas that all hold, or of which exactly one does. */
const JOINTS = ["allOf", "oneOf"] as const;

/** What cannot be looked into is the same or another; of what is joined, part by part. */
function compareOpaque(walk: Walk, { before, after }: Pair, place: Place): void {
  const [left, right] = [apart(before), apart(after)];
  const pairs = left.parts.map((part, index): Pair => ({ before: part, after: right.parts[index] ?? {} }));
  if (left.rest !== right.rest || left.parts.length !== right.parts.length) report(walk, place);
  else if (before["oneOf"] === undefined) for (const pair of pairs) walk.compare(pair, place);
  // More of one of them may be less of the whole, where exactly one must hold.
  else if (pairs.some((pair) => walk.probe(pair).length > 0)) report(walk, place);
}

function apart(json: Json): { readonly parts: readonly Json[]; readonly rest: string } {
  const parts = JOINTS.flatMap((joint) => ((json[joint] ?? []) as unknown[]).map(asSchema));
  const rest = Object.entries(json).map(([key, value]): [string, unknown] => [key, isJoint(key) ? 0 : value]);
  return { parts, rest: canonical(Object.fromEntries(rest.filter(([key]) => !ELSEWHERE.has(key)))) };
}

/** Compared by themselves. */
const ELSEWHERE: ReadonlySet<string> = new Set([...MARKS, ...PRESENCE]);

const isJoint = (key: string): boolean => (JOINTS as readonly string[]).includes(key);
