import type { Alternatives, Kind, Member } from "./alternatives.ts";
import { compareMember } from "./member.ts";
import { matchMembers } from "./members.ts";
import { haveDifferentTags } from "./tags.ts";
import { compareFreedom, compareValues, kindsOf } from "./values.ts";
import { type Pair, type Place, type Walk, isFine } from "./walk.ts";
import { describe, kindName, memberName } from "./words.ts";

/** Compares all that two schemas allow. */
export function compareAlternatives(walk: Walk, pair: Pair<Alternatives>, place: Place): void {
  const [before, after] = [kindsOf(pair.before), kindsOf(pair.after)];
  const [wasAny, isAny] = [before.has("anything"), after.has("anything")];
  if (wasAny && isAny) return;
  const text = `${describe(pair.after)} instead of ${describe(pair.before)}`;
  if (wasAny || isAny || before.size === 0 || after.size === 0) {
    if (before.size + after.size === 0) return;
    const isWider = isAny || before.size === 0;
    walk.report(place, {
      rule: isWider ? "type-widened" : "type-narrowed",
      effect: isWider ? "widens" : "narrows",
      text,
    });
    return;
  }
  const [own, others] = [withoutNull(before), withoutNull(after)];
  if (own.size > 0 && others.size > 0 && own.isDisjointFrom(others)) {
    walk.report(place, { rule: "type-changed", effect: "replaces", text });
    compareKinds(walk, { before: before.difference(own), after: after.difference(others) }, place);
    return;
  }
  compareKinds(walk, { before, after }, place);
  compareFreedom(walk, pair, place);
  compareValues(walk, pair, place);
  for (const kind of before.intersection(after)) compareForms(walk, formsOf(pair, kind), place);
}

const withoutNull = (kinds: ReadonlySet<Kind>): Set<Kind> => new Set([...kinds].filter((kind) => kind !== "null"));

function formsOf({ before, after }: Pair<Alternatives>, kind: Kind): Pair<readonly Member[]> {
  const of = ({ members }: Alternatives) => members.filter((member) => member.kind === kind);
  return { before: of(before), after: of(after) };
}

function compareKinds(walk: Walk, { before, after }: Pair<ReadonlySet<Kind>>, place: Place): void {
  for (const kind of before.difference(after)) {
    const rule = kind === "null" ? "nullable-removed" : "union-member-removed";
    walk.report(place, { rule, effect: "narrows", text: `${kindName(kind)} is no longer possible` });
  }
  for (const kind of after.difference(before)) {
    const rule = kind === "null" ? "nullable-added" : "union-member-added";
    walk.report(place, { rule, effect: "widens", text: `${kindName(kind)} is possible too` });
  }
}

/** Compares the forms of one kind. */
function compareForms(walk: Walk, forms: Pair<readonly Member[]>, place: Place): void {
  // One of them has single values only: compareFreedom has told it.
  if (forms.before.length === 0 || forms.after.length === 0) return;
  const [left, right] = [forms.before[0], forms.after[0]];
  if (left?.isWhole && right?.isWhole) {
    compareMember(walk, { before: left, after: right }, place);
    return;
  }
  const matched = matchMembers(walk, forms);
  for (const pair of matched.pairs) {
    walk.compare({ before: pair.before.source, after: pair.after.source }, place);
  }
  if (walk.side === "output" && isReordered(forms, matched.pairs)) {
    const text = "the order of its forms has changed: of several that fit, the first one is given";
    walk.report(place, { rule: "union-order-changed", effect: "breaking", text });
  }
  for (const gone of matched.before) {
    const isKept = walk.side === "input" && forms.after.some((other) => isFine(walk, sources(gone, other)));
    const effect = isKept ? "compatible" : "narrows";
    walk.report(place, { rule: "union-member-removed", effect, text: `${memberName(gone)} is no longer possible` });
  }
  for (const fresh of matched.after) {
    const isKnown = walk.side === "output" && forms.before.some((other) => isFine(walk, sources(other, fresh)));
    const effect = isKnown ? "compatible" : "widens";
    walk.report(place, { rule: "union-member-added", effect, text: `${memberName(fresh)} is possible too` });
  }
}

/** Whether two forms that a value may both have stand the other way round. */
function isReordered(forms: Pair<readonly Member[]>, pairs: readonly Pair<Member>[]): boolean {
  const isOrdered = (members: readonly Member[]) => members.every((member) => member.isOrdered === true);
  if (!isOrdered(forms.before) || !isOrdered(forms.after)) return false;
  const index = ({ before, after }: Pair<Member>) =>
    [forms.before.indexOf(before), forms.after.indexOf(after)] as const;
  return pairs.some((left) =>
    pairs.some((right) => {
      const [[first, now], [second, then]] = [index(left), index(right)];
      return first < second && now > then && !haveDifferentTags({ before: left.after, after: right.after });
    }),
  );
}

const sources = (left: Member, right: Member) => ({ before: left.source, after: right.source });
