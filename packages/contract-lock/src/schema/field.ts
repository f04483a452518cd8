import type { Json } from "@tenon/openapi";
import { compareFieldPresence } from "./presence.ts";
import type { Pair, Place, Walk } from "./walk.ts";

/** What an object says of one key. */
export interface Field {
  readonly key: string;
  readonly isListed: boolean;
  /** Undefined when the object does not speak of it. */
  readonly schema: Json | undefined;
  readonly isRequired: boolean;
  /** The object refuses keys that it does not list. */
  readonly isClosed: boolean;
}

/** Compares what two objects say of a key that one of them lists. */
export function compareField(walk: Walk, { before, after }: Pair<Field>, place: Place): void {
  if (before.schema && after.schema) {
    compareRequired(walk, { before, after }, place);
    // A default comes and goes with being optional: then that has been told.
    const isDefaultTold = before.isRequired !== after.isRequired;
    const isField = before.isListed && after.isListed;
    if (isField) {
      const listed = ({ schema = {}, isRequired }: Field) => ({ schema, isRequired });
      compareFieldPresence(walk, { before: listed(before), after: listed(after) }, place);
    }
    walk.compare({ before: before.schema, after: after.schema }, { ...place, isDefaultTold, isField });
  } else if (after.schema) {
    added(walk, { before, after }, place);
  } else {
    removed(walk, after, place);
  }
}

/** Compares whether a key must be there. */
export function compareRequired(walk: Walk, { before, after }: Pair<Field>, place: Place): void {
  if (before.isRequired === after.isRequired) return;
  walk.report(place, {
    rule: after.isRequired ? "property-now-required" : "property-now-optional",
    effect: after.isRequired ? "narrows" : "widens",
    text: after.isRequired ? "is required; it was optional" : "is optional; it was always there",
  });
}

function added(walk: Walk, { before, after }: Pair<Field>, place: Place): void {
  if (walk.side === "output") {
    const text = before.isClosed ? "is new, in an answer that was closed to further fields" : "is new";
    walk.report(place, { rule: "property-added", effect: before.isClosed ? "breaking" : "compatible", text });
  } else if (after.isRequired) {
    walk.report(place, { rule: "required-property-added", effect: "breaking", text: "is new and required" });
  } else {
    walk.report(place, { rule: "property-added", effect: "compatible", text: "is new and optional" });
  }
}

function removed(walk: Walk, after: Field, place: Place): void {
  if (walk.side === "output") walk.report(place, { rule: "property-removed", effect: "breaking", text: "is gone" });
  else if (after.isClosed)
    walk.report(place, {
      rule: "property-removed",
      effect: "breaking",
      text: "is gone, and fields that are not listed are refused",
    });
  else
    walk.report(place, {
      rule: "property-ignored",
      effect: "compatible",
      text: "is gone: it may be sent, but nobody reads it",
    });
}
