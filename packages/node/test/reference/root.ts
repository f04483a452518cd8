import type { IncomingMessage, ServerResponse } from "node:http";
import { initTRPC } from "@trpc/server";
import type { TRPCDefaultErrorShape } from "@trpc/server";
import superjson from "superjson";

/** Adapters pass anything on as the context, also what this type forbids: procedures here must not rely on it. */
export interface Context {
  readonly req?: IncomingMessage;
  readonly res?: ServerResponse;
  readonly [key: string]: unknown;
}

export interface Meta {
  readonly [key: string]: unknown;
}

export interface RootSpec {
  readonly transformer: keyof typeof transformers;
  readonly formatter: keyof typeof formatters;
  readonly isDev: boolean;
  readonly pathSeparator: "." | "~" | "_" | "-";
  readonly jsonl: "default" | "own-type";
  readonly sse: boolean;
}

export const plainRoot: RootSpec = {
  transformer: "none",
  formatter: "default",
  isDev: false,
  pathSeparator: ".",
  jsonl: "default",
  sse: true,
};

const identity = (value: unknown): unknown => value;

function refuse(value: unknown): unknown {
  if (JSON.stringify(value)?.includes('"refuse":')) throw new TypeError("the transformer refuses this value");
  return value;
}

export const transformers = {
  none: undefined,
  superjson,
  asymmetric: {
    input: { serialize: identity, deserialize: (value: unknown) => (value as { in?: unknown } | null)?.in },
    output: { serialize: (value: unknown) => ({ out: value }), deserialize: identity },
  },
  refusing: { serialize: refuse, deserialize: refuse },
  "refusing input": {
    input: { serialize: identity, deserialize: refuse },
    output: { serialize: identity, deserialize: identity },
  },
};

type Format = (opts: { shape: TRPCDefaultErrorShape; [key: string]: unknown }) => TRPCDefaultErrorShape;

export const formatters = {
  default: undefined,
  extended: ({ shape, error, input, ctx, path, type }: Parameters<Format>[0]) => {
    const { cause } = error as Error;
    const about = { input, path, type, context: typeof ctx, cause: cause instanceof Error ? cause.message : null };
    return { ...shape, data: { ...shape.data, about } };
  },
  "without data": ({ shape }: Parameters<Format>[0]) => ({ code: shape.code, message: shape.message }),
  "own status": ({ shape }: Parameters<Format>[0]) => ({ ...shape, data: { ...shape.data, httpStatus: 418 } }),
  "impossible status": ({ shape }: Parameters<Format>[0]) => ({ ...shape, data: { ...shape.data, httpStatus: 99 } }),
  "status as text": ({ shape }: Parameters<Format>[0]) => ({ ...shape, data: { ...shape.data, httpStatus: "404" } }),
  "own code": ({ shape }: Parameters<Format>[0]) => ({ ...shape, code: -32_099, data: null }),
  "throws for some": ({ shape }: Parameters<Format>[0]) => {
    if (shape.data.code === "BAD_REQUEST") throw new RangeError("the formatter does not like this error");
    return shape;
  },
  throws: () => {
    throw new Error("the formatter always fails");
  },
  "returns nothing": () => undefined,
};

export function createRoot(spec: RootSpec) {
  const transformer = transformers[spec.transformer];
  const errorFormatter = formatters[spec.formatter] as Format | undefined;
  return initTRPC
    .context<Context>()
    .meta<Meta>()
    .create({
      isDev: spec.isDev,
      pathSeparator: spec.pathSeparator,
      defaultMeta: { default: true },
      ...(transformer && { transformer }),
      ...(errorFormatter && { errorFormatter: errorFormatter as never }),
      ...(spec.jsonl === "own-type" && { jsonl: { contentType: "application/x-ndjson" } }),
      ...(!spec.sse && { sse: { enabled: false } }),
    });
}

export type Root = ReturnType<typeof createRoot>;
