import { isThenable } from "../maybe.ts";
import type { Parse } from "../upstream.ts";

const kept = new WeakSet<object>();

/** Whether an output is one that was given before, or will be again, and cannot have changed. */
export const isKept = (output: unknown): output is object =>
  typeof output === "object" && output !== null && kept.has(output);

/** A validator that remembers what it made of frozen outputs. That is frozen too: all callers get the same. */
export function keeping(parse: Parse): Parse {
  const made = new WeakMap<object, object>();
  return (value) => {
    if (typeof value !== "object" || value === null || !Object.isFrozen(value)) return parse(value);
    const known = made.get(value);
    if (known) return known;
    const output = parse(value);
    if (typeof output !== "object" || output === null || isThenable(output)) return output;
    freeze(output);
    made.set(value, output);
    kept.add(output);
    return output;
  };
}

function freeze(value: object): void {
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) freeze(part as object);
}
