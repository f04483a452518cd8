import type { Json } from "@tenon/openapi";
import type { Pair, Place, Walk } from "./walk.ts";

/** Checks, by the names that zod has for them, that a shorter text may fail. */
const LEAST = ["min_length", "length_equals"];
const REWRITES = ["coerce", "preprocess", "overwrite", "trim", "toLowerCase", "toUpperCase", "slugify"];

/** Rewritings that somebody wrote: what they make of a value, a check may refuse. */
const CODE = ["overwrite", "preprocess"];

const isRewrite = (step: string): boolean => REWRITES.includes(step) || step.startsWith("normalize-");
const stepsOf = (json: Json): string[] => (json["x-steps"] as string[] | undefined) ?? [];

/**
 * Compares what happens to a value on its way. Whoever relies on a step is refused without it, or reads what it is not used
 * to; a step more takes what was refused before. Steps in another order cannot be judged.
 */
export function compareSteps(walk: Walk, pair: Pair, place: Place): void {
  const [before, after] = [stepsOf(pair.before), stepsOf(pair.after)];
  if (before.join() === after.join()) return;
  const isOpaque = rest(after, before).some((step) => CODE.includes(step));
  const kind = isOpaque ? "breaking" : kindOf({ before, after });
  const rewrites = { before: before.filter(isRewrite), after: after.filter(isRewrite) };
  if (kind === "compatible" && shortens({ before, after }) && hasLeast(pair.after)) {
    const text = "what is trimmed counts no longer, so that a text of nothing else may be too short";
    walk.report(place, { rule: "step-added", effect: walk.side === "input" ? "breaking" : "compatible", text });
  } else if (rewrites.before.join() !== rewrites.after.join() || kind === "breaking") {
    const verb = kind === "compatible" ? "added" : isPart(after, before) ? "removed" : "changed";
    const [more, less] = [rest(rewrites.after, rewrites.before), rest(rewrites.before, rewrites.after)];
    const text = {
      added: `has ${named(more)} on its way from now on`,
      removed: `has ${named(less)} on its way no longer`,
      changed: `has ${named(after)} on its way instead of ${named(before)}, which cannot be judged`,
    }[verb];
    walk.report(place, { rule: `step-${verb}`, effect: kind, text });
  }
}

function kindOf({ before, after }: Pair<readonly string[]>): "breaking" | "compatible" {
  // Checks that come first no longer, or are gone: what has become of them is told elsewhere.
  if (isPart(after, before))
    return before.filter(isRewrite).length === after.filter(isRewrite).length ? "compatible" : "breaking";
  if (!isPart(before, after)) return "breaking";
  const isLonger = before.every((step, index) => after[index] === step);
  return isLonger || rest(after, before).every(isRewrite) ? "compatible" : "breaking";
}

/** Whether the steps of the one are among those of the other, in the same order. */
function isPart(steps: readonly string[], whole: readonly string[]): boolean {
  let index = 0;
  for (const step of whole) if (step === steps[index]) index++;
  return index === steps.length;
}

/** The steps that are only in the longer list. */
function rest(whole: readonly string[], steps: readonly string[]): string[] {
  const known = [...steps];
  return whole.filter((step) => {
    const isKnown = step === known[0];
    if (isKnown) known.shift();
    return !isKnown;
  });
}

/** Whether a text is shorter than it was when its length is checked. */
function shortens(pair: Pair<readonly string[]>): boolean {
  const isShorter = (steps: readonly string[]): boolean => {
    const first = steps.findIndex((step) => LEAST.includes(step));
    const seen = first === -1 ? steps : steps.slice(0, first);
    return seen.some((step) => ["trim", "slugify"].includes(step));
  };
  const raw = (steps: readonly string[]): boolean => steps.some((step) => LEAST.includes(step));
  return !raw(pair.after) && isShorter(pair.after) && (raw(pair.before) || !isShorter(pair.before));
}

const hasLeast = (json: Json): boolean => ((json["minLength"] as number | undefined) ?? 0) > 0;

const named = (steps: readonly string[]): string => (steps.length === 0 ? "nothing" : steps.join(" and "));
