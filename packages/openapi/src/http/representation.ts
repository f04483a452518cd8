import { bodyHash } from "./condition.ts";
import { toJson } from "./json.ts";

/** An output as JSON. */
export class Representation {
  readonly body: string;
  #hash: string | undefined = undefined;

  constructor(body: string) {
    this.body = body;
  }

  get hash(): string {
    this.#hash ??= bodyHash(this.body);
    return this.#hash;
  }
}

type How = { readonly needsReplacer: boolean; readonly keepFrozen: boolean };

const kept = new WeakMap<object, Representation>();

/** Made once of a frozen output, where those are kept. */
export function represent(output: unknown, { needsReplacer, keepFrozen }: How): Representation {
  const isKept = keepFrozen && typeof output === "object" && output !== null && Object.isFrozen(output);
  const known = isKept ? kept.get(output) : undefined;
  if (known) return known;
  const representation = new Representation(toJson(output, needsReplacer));
  if (isKept) kept.set(output, representation);
  return representation;
}
