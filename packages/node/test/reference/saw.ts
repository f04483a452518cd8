import { describeValue } from "../describe-value.ts";

interface ResolverView {
  readonly input?: unknown;
  readonly ctx?: unknown;
  readonly path?: unknown;
  readonly batchIndex?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** A resolver that answers with its input and all that it was given, so that the response shows it. */
export function saw(opts: ResolverView): { input: unknown; saw: string } {
  return { input: opts.input, saw: describeView(opts) };
}

export function describeView(opts: ResolverView): string {
  const { input, path, batchIndex, signal } = opts;
  const view = { ...("type" in opts && { type: opts.type }), ...("meta" in opts && { meta: opts.meta }) };
  return describeValue({ ...view, input, path, batchIndex, aborted: signal?.aborted, ctx: contextView(opts.ctx) });
}

/** The context without Node's request and response, which are large and differ. */
export function contextView(ctx: unknown): unknown {
  if (typeof ctx !== "object" || ctx === null) return ctx;
  const own = Object.entries(Object.getOwnPropertyDescriptors(ctx)).map(([key, { value }]) =>
    key === "req" || key === "res" ? [key, typeof value] : [key, value as unknown],
  );
  return [Object.getPrototypeOf(ctx)?.constructor?.name, Object.fromEntries(own)];
}
