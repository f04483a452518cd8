import type { Json } from "@tenon/openapi";
import type { Resolve } from "./resolve.ts";

/** Which way a schema's values go: from the caller, or to it. */
export type Side = "input" | "output";

/** What became of the set of values: fewer, more, or neither of both for certain. */
export type Effect = "narrows" | "widens" | "replaces";

/** Where in a procedure a comparison is. */
export interface Place {
  /** As in `/input/tags/*`. */
  readonly where: string;
  /** The same for people, from the nearest schema with a name: `PostCreate.tags[]`. */
  readonly label: string;
  /** What became of the default here follows from what has been reported. */
  readonly isDefaultTold?: boolean;
  /** It is a key that an object lists, of which has been said whether it may be undefined. */
  readonly isField?: boolean;
}

/** A difference between two schemas. */
export interface Finding {
  readonly place: Place;
  readonly kind: "breaking" | "compatible";
  readonly rule: string;
  readonly text: string;
}

/** Two schemas, or parts of them, that stand in the same place. */
export interface Pair<T = Json> {
  readonly before: T;
  readonly after: T;
}

/** What is compared at a place. An input that takes less breaks callers, and so does an output that gives more. */
export interface Walk {
  readonly side: Side;
  readonly resolve: Pair<Resolve>;
  /** Notes a difference: by its effect on the values, or as what it is. */
  readonly report: (place: Place, found: { rule: string; effect: Effect | Finding["kind"]; text: string }) => void;
  /** Compares two schemas with everything in them. */
  readonly compare: (pair: Pair, place: Place) => void;
  /** All that comparing two schemas would report. */
  readonly probe: (pair: Pair) => readonly Finding[];
}

/** Whether callers get along when the one schema takes the place of the other. */
export function isFine(walk: Walk, pair: Pair): boolean {
  return !walk.probe(pair).some(({ kind }) => kind === "breaking");
}

/** The place of a property, or of another part, of what is at a place. */
export function inside({ where, label }: Place, key: string): Place {
  const isIndex = key === "*" || /^\d+$/.test(key);
  const token = key.replaceAll("~", "~0").replaceAll("/", "~1");
  return { where: `${where}/${token}`, label: isIndex ? `${label}[${key === "*" ? "" : key}]` : `${label}.${key}` };
}
