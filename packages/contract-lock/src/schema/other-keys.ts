import { asSchema } from "./resolve.ts";
import { type Pair, type Place, type Walk, inside } from "./walk.ts";

type Openness = "unstated" | "closed" | "open";

/** Compares what two objects say of keys that they do not list. */
export function compareOthers(walk: Walk, pair: Pair, place: Place): void {
  const [before, after] = [
    opennessOf(pair.before["additionalProperties"]),
    opennessOf(pair.after["additionalProperties"]),
  ];
  if (before === "open" && after === "open") {
    walk.compare(
      { before: asSchema(pair.before["additionalProperties"]), after: asSchema(pair.after["additionalProperties"]) },
      inside(place, "*"),
    );
  } else if (before !== after) {
    const key = `${before}-${after}` as keyof typeof CHANGES;
    const { rule, text, input, output } = CHANGES[key];
    // What was stripped silently had no type; now that it is read, it has one.
    const isTyped = key === "unstated-open" && Object.keys(asSchema(pair.after["additionalProperties"])).length > 0;
    const kind = walk.side === "input" ? (isTyped ? "breaking" : input) : output;
    walk.report(place, { rule, text, effect: kind });
  }
}

function opennessOf(others: unknown): Openness {
  if (others === undefined) return "unstated";
  return others === false ? "closed" : "open";
}

/** Unstated is zod's plain object: in an input it drops what it does not list, in an output it sends nothing more. */
const CHANGES = {
  "unstated-closed": {
    rule: "other-keys-refused",
    text: "fields that are not listed are refused; they were ignored",
    input: "breaking",
    output: "compatible",
  },
  "unstated-open": {
    rule: "other-keys-allowed",
    text: "takes fields that are not listed",
    input: "compatible",
    output: "compatible",
  },
  "closed-unstated": {
    rule: "other-keys-ignored",
    text: "further fields may come from now on; it was closed to them",
    input: "compatible",
    output: "breaking",
  },
  "closed-open": {
    rule: "other-keys-allowed",
    text: "has fields that are not listed; it was closed to them",
    input: "compatible",
    output: "breaking",
  },
  "open-unstated": {
    rule: "other-keys-dropped",
    text: "fields that are not listed are dropped; they were part of it",
    input: "compatible",
    output: "breaking",
  },
  "open-closed": {
    rule: "other-keys-refused",
    text: "has no fields but the listed ones any more",
    input: "breaking",
    output: "breaking",
  },
} as const;
