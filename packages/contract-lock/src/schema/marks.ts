import type { Json } from "@tenon/openapi";
import { canonical } from "../canonical.ts";
import { compareRules } from "./notes.ts";
import { compareSteps } from "./steps.ts";
import { type Pair, type Place, type Walk, inside } from "./walk.ts";

/** Compares what JSON Schema has no word for. */
export function compareMarks(walk: Walk, pair: Pair, place: Place): void {
  compareRules(walk, pair, place);
  compareSteps(walk, pair, place);
  compareOptions(walk, pair, place);
  compareWords(walk, pair, place);
  compareThens(walk, pair, place);
  compareProperties(walk, pair, place);
}

type Options = Readonly<Record<string, string>>;
type Words = Readonly<Record<string, boolean>>;

/** An option of a format refuses texts; what two options have in common cannot be told. */
function compareOptions(walk: Walk, pair: Pair, place: Place): void {
  const [was, is] = [pair.before["x-options"] ?? {}, pair.after["x-options"] ?? {}] as [Options, Options];
  for (const key of keysOf(was, is).filter((name) => was[name] !== is[name])) {
    const [before, after] = [was[key], is[key]];
    const verb = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    walk.report(place, {
      rule: `${key.toLowerCase()}-${verb}`,
      effect: verb === "added" ? "narrows" : verb === "removed" ? "widens" : "replaces",
      text: `${named(key, after)} instead of ${named(key, before)}`,
    });
  }
}

const named = (key: string, value: string | undefined): string =>
  value === undefined ? `any ${key}` : `${key} \`${value}\``;

/** The words that stand for true and for false. */
function compareWords(walk: Walk, pair: Pair, place: Place): void {
  const [was, is] = [pair.before["x-words"], pair.after["x-words"]] as (Words | undefined)[];
  if (!was && !is) return;
  if (!was || !is) {
    const text = is ? `only ${Object.keys(is).join(", ")} instead of any text` : "any text instead of certain words";
    walk.report(place, { rule: is ? "words-added" : "words-removed", effect: is ? "narrows" : "widens", text });
    return;
  }
  const changed = keysOf(was, is).filter((word) => was[word] !== is[word]);
  const gone = changed.filter((word) => was[word] !== undefined);
  const list = (words: readonly string[]) => words.map((word) => `"${word}"`).join(", ");
  if (gone.length > 0) {
    const text = `${list(gone)} no longer mean what they meant`;
    walk.report(place, { rule: "words-removed", effect: "breaking", text });
  }
  const fresh = changed.filter((word) => was[word] === undefined);
  if (fresh.length > 0)
    walk.report(place, { rule: "words-added", effect: "widens", text: `${list(fresh)} are taken as well` });
  if (pair.before["x-case"] === pair.after["x-case"]) return;
  const isSensitive = pair.after["x-case"] !== undefined;
  walk.report(place, {
    rule: isSensitive ? "case-sensitive" : "case-insensitive",
    effect: isSensitive ? "narrows" : "widens",
    text: isSensitive
      ? "capital letters are no longer taken for small ones"
      : "capital letters are as good as small ones",
  });
}

/** What a value must be after its change: of a pipe, each side behind the first. */
function compareThens(walk: Walk, pair: Pair, place: Place): void {
  const [was, is] = [pair.before["x-then"] ?? [], pair.after["x-then"] ?? []] as [Json[], Json[]];
  compareLists(walk, { before: was, after: is }, { place, what: "after its change" });
}

/** What a check wants of properties, as of the length of whatever has one. */
function compareProperties(walk: Walk, pair: Pair, place: Place): void {
  type Checks = Readonly<Record<string, Json[]>>;
  const [was, is] = [pair.before["x-property"] ?? {}, pair.after["x-property"] ?? {}] as [Checks, Checks];
  for (const key of keysOf(was, is)) {
    const lists = { before: was[key] ?? [], after: is[key] ?? [] };
    compareLists(walk, lists, { place: inside(place, key), what: "of this property" });
  }
}

/** Schemas that all hold. Of lists of different length, those that stand in both are no matter. */
function compareLists(walk: Walk, lists: Pair<readonly Json[]>, { place, what }: { place: Place; what: string }): void {
  if (lists.before.length === lists.after.length) {
    for (const [index, before] of lists.before.entries()) {
      const after = lists.after[index];
      if (after) walk.compare({ before, after }, place);
    }
    return;
  }
  const texts = { before: new Set(lists.before.map(canonical)), after: new Set(lists.after.map(canonical)) };
  const isGone = !texts.before.isSubsetOf(texts.after);
  const isNew = !texts.after.isSubsetOf(texts.before);
  const verb = lists.after.length > lists.before.length ? "added" : "removed";
  walk.report(place, {
    rule: `check-${verb}`,
    effect: isGone && isNew ? "replaces" : verb === "added" ? "narrows" : "widens",
    text: `${count(lists.after)} ${what} instead of ${count(lists.before)}`,
  });
}

const count = ({ length }: readonly Json[]): string => (length === 1 ? "one check" : `${length || "no"} checks`);

const keysOf = (left: object, right: object): string[] => [...new Set([...Object.keys(left), ...Object.keys(right)])];
