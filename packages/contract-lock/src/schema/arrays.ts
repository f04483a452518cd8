import type { Json } from "@tenon/openapi";
import { compareCounts } from "./bounds.ts";
import { asSchema } from "./resolve.ts";
import { type Pair, type Place, type Walk, inside } from "./walk.ts";

/** Compares two list schemas, tuples among them. */
export function compareArrays(walk: Walk, pair: Pair, place: Place): void {
  const [before, after] = [listOf(pair.before), listOf(pair.after)];
  compareCounts(walk, { before: before.json, after: after.json }, place);
  const unique: Pair<boolean> = {
    before: pair.before["uniqueItems"] === true,
    after: pair.after["uniqueItems"] === true,
  };
  if (unique.before !== unique.after) {
    walk.report(place, {
      rule: unique.after ? "unique-items-added" : "unique-items-removed",
      effect: unique.after ? "narrows" : "widens",
      text: unique.after ? "no item may come twice" : "an item may come twice",
    });
  }
  for (let index = 0; index < Math.max(before.first.length, after.first.length); index++) {
    const items = { before: before.first[index] ?? before.rest, after: after.first[index] ?? after.rest };
    if (items.before && items.after)
      walk.compare({ before: items.before, after: items.after }, inside(place, String(index)));
  }
  if (before.rest && after.rest) walk.compare({ before: before.rest, after: after.rest }, inside(place, "*"));
}

interface List {
  readonly json: Json;
  readonly first: readonly Json[];
  /** Undefined where nothing may follow. */
  readonly rest: Json | undefined;
}

function listOf(json: Json): List {
  const first = ((json["prefixItems"] ?? []) as unknown[]).map(asSchema);
  const isClosed = json["items"] === false;
  const most = Math.min(
    json["maxItems"] ?? Number.POSITIVE_INFINITY,
    isClosed ? first.length : Number.POSITIVE_INFINITY,
  );
  return {
    json: Number.isFinite(most) ? { ...json, maxItems: most } : json,
    first,
    rest: isClosed ? undefined : asSchema(json["items"]),
  };
}
