import { initTRPC } from "@trpc/server";
import { type Parse, parserOf } from "../upstream.ts";

/** A middleware or a resolver; both take the options of their step. */
export type Handler = (options: object) => unknown;

/** What stands between two middlewares: the validators before one of them, and that one; the resolver is the last. */
export interface Segment {
  readonly inputs: readonly Parse[];
  /** In the order in which they see the result. */
  readonly outputs: readonly Parse[];
  readonly handler: Handler;
  /** False where it is certain that the handler does not look at it; to make it costs something. */
  readonly sees: { readonly signal: boolean; readonly getRawInput: boolean };
  /** It is certain that it does nothing with what `next()` gives but return it. */
  readonly handsOn: boolean;
}

export interface Plan {
  readonly segments: readonly Segment[];
  readonly meta: unknown;
}

/** What is read of `procedure._def`; most of it is not in tRPC's types. */
interface Definition {
  readonly middlewares: readonly Handler[];
  readonly inputs: readonly unknown[];
  readonly output?: unknown;
  readonly resolver: Handler;
  readonly meta?: unknown;
}

/**
 * The steps of a procedure, or undefined where one of them may be other than it seems: a procedure that somebody has
 * wrapped, or made with `experimental_caller`, or with validators that are not among its inputs.
 */
export function planOf(procedure: { _def?: unknown }): Plan | undefined {
  const definition = procedure._def;
  if (!isOwn(procedure, own.procedure) || !isDefinition(definition)) return undefined;
  const validators = definition.inputs.values();
  const segments: Segment[] = [];
  let inputs: Parse[] = [];
  let outputs: Parse[] = [];
  const close = (handler: Handler) => {
    segments.push({
      inputs,
      outputs: outputs.toReversed(),
      handler,
      sees: { signal: sees(handler, "signal"), getRawInput: sees(handler, "getRawInput") },
      handsOn: handsOn(handler),
    });
    inputs = [];
    outputs = [];
  };
  for (const middleware of definition.middlewares.slice(0, -1)) {
    if (isOwn(middleware, own.input)) inputs.push(parserIn(middleware, validators.next().value));
    else if (isOwn(middleware, own.output)) outputs.push(parserIn(middleware, definition.output));
    else close(middleware);
  }
  close(definition.resolver);
  return { segments, meta: definition.meta };
}

/** An arrow function that takes its options apart by name sees those alone: `({ ctx, input }) => …`. */
function sees(handler: Handler, name: string): boolean {
  const [, names] = /^(?:async\s*)?\(\s*(?:\{([\w$\s,:]*)\}\s*)?\)\s*=>/.exec(textOf(handler)) ?? ["", name];
  return new RegExp(`\\b${name}\\b`).test(names ?? "");
}

/** An arrow function with options taken apart by name, in which `next` is only ever called to return what it gives. */
function handsOn(handler: Handler): boolean {
  const [head = "", names = ""] = /^\(\s*\{([\w$\s,]*)\}\s*\)\s*=>\s*/.exec(textOf(handler)) ?? [];
  const body = textOf(handler).slice(head.length);
  const uses = body.match(/\bnext\b/g)?.length ?? 0;
  return /\bnext\b/.test(names) && uses === (body.match(/(?:^|\breturn\s+)next\(/g)?.length ?? 0);
}

const parsers = new WeakMap<Handler, Parse>();

/** One for all procedures that share a step: it learns whether its validator is async, and tries that once. */
function parserIn(middleware: Handler, validator: unknown): Parse {
  const parse = parsers.get(middleware) ?? parserOf(validator);
  parsers.set(middleware, parse);
  return parse;
}

function isDefinition(value: unknown): value is Definition {
  const { middlewares, inputs, output, resolver } = Object(value) as Partial<Definition>;
  if (!middlewares || !inputs || !resolver || !isOwn(middlewares.at(-1), own.resolve)) return false;
  const inputCount = middlewares.filter((middleware) => isOwn(middleware, own.input)).length;
  const outputCount = middlewares.filter((middleware) => isOwn(middleware, own.output)).length;
  return inputCount === inputs.length && outputCount === (output === undefined ? 0 : 1);
}

const textOf = (value: unknown): string => (typeof value === "function" ? Function.prototype.toString.call(value) : "");

const isOwn = (value: unknown, text: string): boolean => text !== "" && textOf(value) === text;

/** What tRPC's own functions look like, whatever a bundler made of them: everything else is called as it stands. */
const own = (() => {
  const accept = (value: unknown) => value;
  const probe = initTRPC.create().procedure.input(accept).output(accept).query(accept);
  const { middlewares = [] } = probe._def as unknown as Partial<Definition>;
  const [input, output, resolve] = middlewares.map(textOf);
  return { procedure: textOf(probe), input: input ?? "", output: output ?? "", resolve: resolve ?? "" };
})();
