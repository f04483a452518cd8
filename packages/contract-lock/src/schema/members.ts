import { canonical } from "../canonical.ts";
import type { Member } from "./alternatives.ts";
import { haveDifferentTags, tagsOf } from "./tags.ts";
import type { Pair, Walk } from "./walk.ts";
import { isFine } from "./walk.ts";

/** Which form of the one schema became which of the other, and which have no partner. */
export interface Matched {
  readonly pairs: readonly Pair<Member>[];
  readonly before: readonly Member[];
  readonly after: readonly Member[];
}

type Same = (pair: Pair<Member>) => boolean;

/** Finds the partners: by tag, by name, by text, then whatever gets along; two that are left alone are partners as well. */
export function matchMembers(walk: Walk, members: Pair<readonly Member[]>): Matched {
  const pairs: Pair<Member>[] = [];
  const [before, after] = [new Set(members.before), new Set(members.after)];
  const take = (pair: Pair<Member>): void => {
    pairs.push(pair);
    before.delete(pair.before);
    after.delete(pair.after);
  };
  const alike: Same[] = [
    hasSameTag,
    (pair) => pair.before.name !== undefined && pair.before.name === pair.after.name,
    (pair) => canonical(pair.before.json) === canonical(pair.after.json),
    (pair) => isFine(walk, { before: pair.before.source, after: pair.after.source }),
  ];
  for (const same of alike) {
    for (const left of before) {
      const right = [...after].find((candidate) => same({ before: left, after: candidate }));
      if (right) take({ before: left, after: right });
    }
  }
  const [left, ...others] = before;
  const [right, ...more] = after;
  if (left && right && others.length + more.length === 0 && !haveDifferentTags({ before: left, after: right }))
    take({ before: left, after: right });
  return { pairs, before: [...before], after: [...after] };
}

function hasSameTag({ before, after }: Pair<Member>): boolean {
  const text = canonical(tagsOf(before.json));
  return text !== "{}" && text === canonical(tagsOf(after.json));
}
