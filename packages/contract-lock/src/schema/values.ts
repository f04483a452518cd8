import { accepts } from "./accepts.ts";
import type { Alternatives, Single } from "./alternatives.ts";
import type { Pair, Place, Walk } from "./walk.ts";
import { kindName, valueName } from "./words.ts";

/** Compares the single values that two schemas allow. Kinds that have come or gone as a whole are not told twice. */
export function compareValues(walk: Walk, pair: Pair<Alternatives>, place: Place): void {
  const kinds = { before: kindsOf(pair.before), after: kindsOf(pair.after) };
  const gone = missing(pair.before, pair.after).filter(({ kind }) => kinds.after.has(kind));
  const fresh = missing(pair.after, pair.before).filter(({ kind }) => kinds.before.has(kind));
  for (const single of gone) {
    walk.report(place, {
      rule: "enum-value-removed",
      effect: "narrows",
      text: `${valueName(single)} is no longer among the values`,
    });
  }
  for (const single of fresh) {
    walk.report(place, { rule: "enum-value-added", effect: "widens", text: `${valueName(single)} is a new value` });
  }
}

/** Compares whether a kind of value is free or one of a list; both free is left to its forms. */
export function compareFreedom(walk: Walk, pair: Pair<Alternatives>, place: Place): void {
  for (const kind of ["string", "number"] as const) {
    const isFree = ({ members }: Alternatives) => members.some((member) => member.kind === kind);
    const listed = ({ values }: Alternatives) => [...values.values()].filter((value) => value.kind === kind);
    const [wasFree, isNowFree] = [isFree(pair.before), isFree(pair.after)];
    const list = listed(isNowFree ? pair.before : pair.after);
    if (wasFree === isNowFree || list.length === 0) continue;
    const names = list.map(valueName).join(", ");
    walk.report(place, {
      rule: isNowFree ? "enum-removed" : "enum-added",
      effect: isNowFree ? "widens" : "narrows",
      text: isNowFree ? `${kindName(kind)} instead of one of ${names}` : `only ${names} instead of ${kindName(kind)}`,
    });
  }
}

/** The kinds of value that a schema allows. */
export function kindsOf({ values, members }: Alternatives) {
  return new Set([...members.map(({ kind }) => kind), ...[...values.values()].map(({ kind }) => kind)]);
}

/** Values of the one schema that the other does not take. */
function missing(these: Alternatives, those: Alternatives): Single[] {
  const others = [...these.values].filter(([text]) => !those.values.has(text));
  return others.flatMap(([, single]) =>
    those.members.some(({ kind, json }) => kind === single.kind && accepts(json, single)) ? [] : [single],
  );
}
