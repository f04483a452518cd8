import { type Parse, parserOf } from "../upstream.ts";

/** A middleware or a resolver; both take the options of the step. */
export type Handler = (options: object) => unknown;

/** What stands between two middlewares: the validators before one of them, and that one; the resolver is the last. */
export interface Segment {
  readonly inputs: readonly Parse[];
  readonly outputs: readonly Parse[];
  readonly handler: Handler;
}

/** What the executor reads of `procedure._def`, none of which is in tRPC's types. */
interface Definition {
  readonly middlewares: readonly (Handler & { _type?: string })[];
  readonly inputs: readonly unknown[];
  readonly output?: unknown;
  readonly resolver: Handler;
  readonly meta?: unknown;
}

export interface Plan {
  readonly segments: readonly Segment[];
  readonly meta: unknown;
}

/**
 * The steps of a procedure, or `undefined` where its definition is not one that we know: made with `experimental_caller`,
 * with validators that are not among its inputs, or by another version of tRPC.
 */
export function planOf(procedure: { _def?: unknown }): Plan | undefined {
  const definition = procedure._def;
  if (!isDefinition(definition)) return undefined;
  const validators = definition.inputs.map(parserOf).values();
  const segments: Segment[] = [];
  let inputs: Parse[] = [];
  let outputs: Parse[] = [];
  const close = (handler: Handler) => {
    segments.push({ inputs, outputs: outputs.toReversed(), handler });
    inputs = [];
    outputs = [];
  };
  // The last of the middlewares is tRPC's own, around the resolver.
  for (const middleware of definition.middlewares.slice(0, -1)) {
    const parse = middleware._type === "input" ? validators.next().value : undefined;
    if (parse) inputs.push(parse);
    else if (middleware._type === "output") outputs.push(parserOf(definition.output));
    else close(middleware);
  }
  close(definition.resolver);
  return { segments, meta: definition.meta };
}

function isDefinition(value: unknown): value is Definition {
  const { middlewares, inputs, output, resolver, caller, experimental_caller: isCustom } = Object(value);
  if (!Array.isArray(middlewares) || !Array.isArray(inputs) || typeof resolver !== "function") return false;
  if (isCustom || caller || middlewares.at(-1)?._type !== undefined) return false;
  const count = (type: string) => middlewares.filter((middleware) => middleware._type === type).length;
  return count("input") === inputs.length && (count("output") === 0 || output !== undefined);
}
