import type { Schema } from "../schema/zod.ts";
import { type Marks, convert } from "./convert.ts";
import { type Json, nameOf, refTo, refsIn, renameRefs } from "./json.ts";

/** What an operation, or a procedure that REST does not serve, takes and gives. */
export interface Signature {
  readonly inputs: readonly Schema[];
  readonly output: Schema | undefined;
}

/** The API's schemas as the document has them. */
export interface Schemas {
  /** The JSON Schema of a procedure's input, one for each that was chained. */
  readonly inputs: (signature: Signature) => readonly Json[];
  readonly output: (signature: Signature) => Json | undefined;
  /** Under their final names, unused ones included. */
  readonly components: Readonly<Record<string, Json>>;
}

/**
 * Converts every schema of the signatures. One that reads alike going in and coming out has one component; one that does not,
 * as with a default, is `User` in answers and `UserInput` in requests, and so is whatever refers to it.
 */
export function convertAll(signatures: readonly Signature[], marks?: Marks): Schemas {
  const inputs = signatures.flatMap((signature) => signature.inputs);
  const outputs = signatures.flatMap(({ output }) => output ?? []);
  const [into, out] = [convert(inputs, "input", marks), convert(outputs, "output", marks)];
  const apart = different(into.named, out.named);
  const rename = (ref: string): string => {
    const name = nameOf(ref);
    return name !== undefined && apart.has(name) ? refTo(`${name}Input`) : ref;
  };
  const components: Record<string, Json> = { ...out.named };
  for (const [name, json] of Object.entries(into.named)) {
    const final = apart.has(name) ? `${name}Input` : name;
    const taken = final !== name && (Object.hasOwn(out.named, final) || Object.hasOwn(into.named, final));
    if (taken) throw new Error(`Two schemas want the name ${final}: rename the one that has it by .meta({ id })`);
    components[final] = renameRefs(json, rename) as Json;
  }
  const read = reader(
    inputs,
    into.roots.map((json) => renameRefs(json, rename) as Json),
  );
  const write = reader(outputs, out.roots);
  return {
    inputs: (signature) => signature.inputs.map(read),
    output: ({ output }) => output && write(output),
    components,
  };
}

function reader(schemas: readonly Schema[], roots: readonly Json[]): (schema: Schema) => Json {
  const bySchema = new Map(schemas.map((schema, index) => [schema, roots[index] ?? {}]));
  return (schema) => bySchema.get(schema) ?? {};
}

/** Names whose two forms differ, in themselves or in what they refer to. */
function different(into: Readonly<Record<string, Json>>, out: Readonly<Record<string, Json>>): Set<string> {
  const both = Object.keys(into).filter((name) => Object.hasOwn(out, name));
  const apart = new Set(both.filter((name) => canonical(into[name]) !== canonical(out[name])));
  for (const name of apart) {
    for (const other of both) if (!apart.has(other) && refsIn(into[other]).has(name)) apart.add(other);
  }
  return apart;
}

/** JSON whose keys' order does not matter. */
function canonical(json: unknown): string {
  return JSON.stringify(json, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}
