import type { Json } from "@tenon/openapi";
import { compareBound } from "./bounds.ts";
import { compareMultiples } from "./multiples.ts";
import type { Effect, Pair, Place, Walk } from "./walk.ts";

/** Compares two string schemas; lengths are compared with the other counts. */
export function compareStrings(walk: Walk, pair: Pair, place: Place): void {
  compareFormats(walk, pair, place);
  const print = (value: bigint) =>
    pair.after["x-type"] === "date" ? new Date(Number(value)).toISOString() : String(value);
  for (const isUpper of [false, true]) {
    const key = isUpper ? "x-maximum" : "x-minimum";
    compareBound(
      walk,
      { place, bound: { name: isUpper ? "maximum" : "minimum", isUpper, print } },
      { before: ordinal(pair.before, key), after: ordinal(pair.after, key) },
    );
  }
  const divides = (part: bigint, whole: bigint) => part !== 0n && whole % part === 0n;
  compareMultiples(walk, { before: multiplesOf(pair.before), after: multiplesOf(pair.after), divides }, place);
}

/** A date, in milliseconds, or a bigint; undefined also for what a damaged file has in its place. */
function ordinal(json: Json, key: string): bigint | undefined {
  const text = json[key] as string | undefined;
  if (text === undefined) return undefined;
  try {
    return BigInt(json["x-type"] === "date" ? new Date(text).getTime() : text);
  } catch {
    return undefined;
  }
}

const multiplesOf = (json: Json): bigint[] => ((json["x-multiples"] as string[] | undefined) ?? []).map(BigInt);

/** All patterns that a text must match. */
export function patternsOf(json: Json): Set<string> {
  const parts = [json, ...((json["allOf"] as Json[] | undefined) ?? [])];
  return new Set([
    ...parts.flatMap(({ pattern }) => (pattern === undefined ? [] : [String(pattern)])),
    ...(json["x-patterns"] ?? []),
  ]);
}

/** A format and its pattern are one thing to people, so that they are told as one. */
function compareFormats(walk: Walk, pair: Pair, place: Place): void {
  const formats: Pair<string | undefined> = { before: pair.before["format"], after: pair.after["format"] };
  const [was, is] = [patternsOf(pair.before), patternsOf(pair.after)];
  const patterns = effectOf(was.difference(is).size, is.difference(was).size);
  if (formats.before === formats.after) {
    if (!patterns) return;
    const rule = `pattern-${verbOf(patterns)}`;
    walk.report(place, { rule, effect: patterns, text: patternText([...was.difference(is)], [...is.difference(was)]) });
    return;
  }
  const effect = effectOf(Number(formats.before !== undefined), Number(formats.after !== undefined)) ?? "replaces";
  walk.report(place, {
    rule: `format-${verbOf(effect)}`,
    effect: patterns && patterns !== effect ? "replaces" : effect,
    text: `${formatName(formats.after)} instead of ${formatName(formats.before)}`,
  });
}

function effectOf(removed: number, added: number): Effect | undefined {
  if (removed > 0) return added > 0 ? "replaces" : "widens";
  return added > 0 ? "narrows" : undefined;
}

function verbOf(effect: Effect): string {
  return { widens: "removed", narrows: "added", replaces: "changed" }[effect];
}

function patternText(removed: readonly string[], added: readonly string[]): string {
  const list = (patterns: readonly string[]) => patterns.map((pattern) => `\`${shorten(pattern)}\``).join(" and ");
  if (added.length === 0) return `need not match ${list(removed)} any more`;
  return `must match ${list(added)}${removed.length > 0 ? ` instead of ${list(removed)}` : ""}`;
}

function shorten(pattern: string): string {
  return pattern.length > 60 ? `${pattern.slice(0, 57)}…` : pattern;
}

function formatName(format: string | undefined): string {
  return format === undefined ? "any text" : `text of format ${format}`;
}
