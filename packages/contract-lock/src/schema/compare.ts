import type { Json } from "@tenon/openapi";
import { type Alternatives, alternativesOf } from "./alternatives.ts";
import { compareMarks } from "./marks.ts";
import { compareNotes } from "./notes.ts";
import { comparePresence } from "./presence.ts";
import { type Resolved, createResolve } from "./resolve.ts";
import { compareAlternatives } from "./unions.ts";
import type { Effect, Finding, Pair, Place, Side, Walk } from "./walk.ts";

/** Compares schemas of two contracts. What is referred to more than once is told once. */
export function createComparison(defs: Pair<Readonly<Record<string, Json>>>, side: Side) {
  const resolve = { before: createResolve(defs.before), after: createResolve(defs.after) };
  const idOf = numbering();
  return (pair: Pair, place: Place): Finding[] => {
    const start = (visited: Set<string>): { walk: Walk; found: Finding[] } => {
      const found: Finding[] = [];
      const walk: Walk = {
        side,
        resolve,
        report: (at, { rule, effect, text }) => found.push({ place: at, rule, text, kind: judge(effect, side) }),
        compare: (inner, at) => visit(walk, { ...at, pair: inner }, { visited, idOf }),
        // On a copy: what a trial has seen is not compared for good.
        probe: (inner) => {
          const trial = start(new Set(visited));
          trial.walk.compare(inner, place);
          return trial.found;
        },
      };
      return { walk, found };
    };
    const { walk, found } = start(new Set());
    walk.compare(pair, place);
    return found;
  };
}

function judge(effect: Effect | Finding["kind"], side: Side): Finding["kind"] {
  if (effect === "breaking" || effect === "compatible") return effect;
  return effect === (side === "input" ? "widens" : "narrows") ? "compatible" : "breaking";
}

interface Memory {
  readonly visited: Set<string>;
  readonly idOf: (json: Json) => number;
}

function visit(walk: Walk, at: Place & { pair: Pair }, { visited, idOf }: Memory): void {
  const { pair, where, isDefaultTold, isField } = at;
  const before = walk.resolve.before(pair.before);
  const after = walk.resolve.after(pair.after);
  const place = { where, label: nameOf(before, after) ?? at.label };
  const notes = { before: { ...before.json, ...pair.before }, after: { ...after.json, ...pair.after } };
  compareNotes(walk, notes, isDefaultTold ? { where, label: at.label, isDefaultTold } : { where, label: at.label });
  if ("$ref" in pair.before || "$ref" in pair.after) {
    // A pair that is met again holds if it held: it is being compared, or has been.
    const key = `${idOf(before.json)}:${idOf(after.json)}`;
    if (visited.has(key)) return;
    visited.add(key);
  }
  const alternatives = {
    before: alternativesOf(before, walk.resolve.before),
    after: alternativesOf(after, walk.resolve.after),
  };
  if (!isField) comparePresence(walk, notes, place);
  const isForm = { before: isWholeForm(alternatives.before), after: isWholeForm(alternatives.after) };
  if (!isForm.before || !isForm.after) {
    // Where one of them is a form and the other is not, its marks are compared with those of its partner.
    const marks = { before: isForm.before ? {} : before.json, after: isForm.after ? {} : after.json };
    compareMarks(walk, marks, place);
  }
  compareAlternatives(walk, alternatives, place);
}

function isWholeForm({ members }: Alternatives): boolean {
  return members.some(({ isWhole, kind }) => isWhole && kind !== "anything");
}

function nameOf(before: Resolved, after: Resolved): string | undefined {
  return before.name ?? after.name;
}

/** A number for each object, so that pairs of them can be keys. */
function numbering(): (json: Json) => number {
  const numbers = new WeakMap<Json, number>();
  let last = 0;
  return (json) => {
    const number = numbers.get(json) ?? ++last;
    numbers.set(json, number);
    return number;
  };
}
