import type { Json } from "@tenon/openapi";
import type { Pair, Place, Walk } from "./walk.ts";

/** Compares whether there may be undefined in the place of a value. */
export function comparePresence(walk: Walk, { before, after }: Pair, place: Place): void {
  const [was, is] = [before["x-undefined"] === true, after["x-undefined"] === true];
  if (was === is) return;
  walk.report(place, {
    rule: is ? "undefined-allowed" : "undefined-refused",
    effect: is ? "widens" : "narrows",
    text: is ? "may be undefined" : "may not be undefined any more",
  });
}

/** What an object says of a key that it lists. */
interface Listed {
  readonly schema: Json;
  readonly isRequired: boolean;
}

/** The same of a key: one that may be left out may be undefined, unless it says that it may not. */
export function compareFieldPresence(walk: Walk, { before, after }: Pair<Listed>, place: Place): void {
  const [was, is] = [takesUndefined(before), takesUndefined(after)];
  // Optional to required says both at once.
  const isTold = before.isRequired !== after.isRequired && was === !before.isRequired && is === !after.isRequired;
  if (!isTold) comparePresence(walk, { before: { "x-undefined": was }, after: { "x-undefined": is } }, place);
}

const takesUndefined = ({ schema, isRequired }: Listed): boolean =>
  schema["x-undefined"] === true || (!isRequired && schema["x-exact"] !== true);
