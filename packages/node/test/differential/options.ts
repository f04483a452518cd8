import type { IncomingMessage } from "node:http";
import type { AnyTRPCRouter, TRPCError } from "@trpc/server";
import type { CreateHTTPContextOptions, CreateHTTPHandlerOptions } from "@trpc/server/adapters/standalone";
import fc from "fast-check";
import { describeValue } from "../describe-value.ts";
import { formatters, plainRoot, transformers } from "../reference/root.ts";
import type { RootSpec } from "../reference/root.ts";
import { contextView } from "../reference/saw.ts";
import { contexts } from "./contexts.ts";
import { metas } from "./metas.ts";
import type { MetaOptions } from "./metas.ts";
import { connectMiddlewares } from "./middlewares.ts";
import { preparsings } from "./preparsing.ts";

export interface OptionSpec {
  readonly root: RootSpec;
  readonly context: string | undefined;
  readonly meta: string | undefined;
  readonly onError: "records" | "absent" | "throws at first" | "throws always";
  readonly middleware: string | undefined;
  readonly preparsed: (typeof preparsings)[number];
  readonly basePath: string | undefined;
  readonly allowBatching: boolean | undefined;
  readonly batching: { enabled: boolean } | undefined;
  readonly allowMethodOverride: boolean | undefined;
  readonly maxBatchSize: number | undefined;
  readonly maxBodySize: number | undefined;
}

const keys = <T extends string>(record: Record<T, unknown>) => Object.keys(record) as T[];
const maybe = <T>(values: readonly T[]) => fc.constantFrom<(T | undefined)[]>(undefined, ...values);

const usualOptions: OptionSpec = {
  root: plainRoot,
  context: "plain",
  meta: undefined,
  onError: "records",
  middleware: undefined,
  preparsed: "no",
  basePath: undefined,
  allowBatching: undefined,
  batching: undefined,
  allowMethodOverride: undefined,
  maxBatchSize: undefined,
  maxBodySize: undefined,
};

const wildRoot = {
  transformer: fc.constantFrom(...keys(transformers)),
  formatter: fc.constantFrom(...keys(formatters)),
  isDev: fc.boolean(),
  pathSeparator: fc.constantFrom("~", "_", "-"),
  jsonl: fc.constant("own-type"),
  sse: fc.constant(false),
} satisfies Record<keyof RootSpec, fc.Arbitrary<unknown>>;

const wild = {
  context: maybe(keys(contexts)),
  meta: fc.constantFrom(...keys(metas)),
  onError: fc.oneof(
    { arbitrary: fc.constant("absent"), weight: 3 },
    { arbitrary: fc.constantFrom("throws at first", "throws always"), weight: 1 },
  ),
  middleware: fc.constantFrom(...keys(connectMiddlewares)),
  preparsed: fc.constantFrom(...preparsings),
  basePath: fc.constantFrom(
    "/",
    "",
    "/trpc",
    "/trpc/",
    "trpc",
    "//trpc",
    "/api/v1/trpc",
    "/a b",
    "/x",
    "/%74rpc",
    "///",
  ),
  allowBatching: fc.boolean(),
  batching: fc.record({ enabled: fc.boolean() }),
  allowMethodOverride: fc.boolean(),
  maxBatchSize: fc.constantFrom(0, 1, 2, 3, 1.5, Number.NaN, Infinity),
  maxBodySize: fc.constantFrom(0, 1, 18, 19, 20, 100, 4096, 1_000_000),
} satisfies Record<Exclude<keyof OptionSpec, "root">, fc.Arbitrary<unknown>>;

const someOf = (fields: Record<string, fc.Arbitrary<unknown>>, maximum: number) =>
  fc
    .array(fc.oneof(...Object.entries(fields).map(([name, values]) => fc.record({ [name]: values }))), {
      maxLength: maximum,
    })
    .map((changes) => Object.assign({}, ...changes) as object);

/** Few options differ from the usual ones, so that one does not hide another. */
export const optionSpecs: fc.Arbitrary<OptionSpec> = fc
  .tuple(someOf(wildRoot, 2), someOf(wild, 4))
  .map(([root, options]) => ({ ...usualOptions, ...options, root: { ...plainRoot, ...root } }));

/** All that the server's side was told, as texts that can be compared. */
export interface Recording {
  readonly contexts: string[];
  readonly errors: string[];
  readonly metas: string[];
}

/** `record` is asked each time, since many requests share the options. */
export function handlerOptions(spec: OptionSpec, router: AnyTRPCRouter, record: () => Recording) {
  const { basePath, allowBatching, batching, allowMethodOverride, maxBatchSize, maxBodySize } = spec;
  const plain = { basePath, allowBatching, batching, allowMethodOverride, maxBatchSize, maxBodySize };
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  const middleware = spec.middleware && connectMiddlewares[spec.middleware];
  const context = spec.context && contexts[spec.context];
  const meta = spec.meta && metas[spec.meta];
  return {
    ...Object.fromEntries(given),
    router,
    ...(middleware && { middleware }),
    ...(context && { createContext: recordingContext(context, record) }),
    ...(meta && { responseMeta: recordingMeta(meta, record) }),
    ...(spec.onError !== "absent" && { onError: recordingOnError(spec, record) }),
  } as unknown as CreateHTTPHandlerOptions<AnyTRPCRouter>;
}

function recordingContext(create: (opts: CreateHTTPContextOptions) => unknown, record: () => Recording) {
  return (opts: CreateHTTPContextOptions) => {
    record().contexts.push(`${describeInfo(opts.info)} req ${opts.req.url} res ${opts.res.statusCode}`);
    return create(opts);
  };
}

function recordingMeta(meta: (typeof metas)[string], record: () => Recording) {
  return (opts: MetaOptions) => {
    const { errors, paths, data, type, eagerGeneration } = opts;
    const info = opts.info ? describeInfo(opts.info as CreateHTTPContextOptions["info"]) : "none";
    record().metas.push(
      describeValue({ errors, paths, data, type, eagerGeneration, ctx: contextView(opts.ctx), info }),
    );
    return meta(opts);
  };
}

interface ErrorOptions {
  readonly error: TRPCError;
  readonly req: IncomingMessage;
  readonly [key: string]: unknown;
}

function recordingOnError({ onError }: OptionSpec, record: () => Recording) {
  return ({ error, req, path, type, input, ctx }: ErrorOptions) => {
    const { errors } = record();
    // In a batch it is a matter of luck whether another call has read the input before this one failed.
    const read = isBatch(req) ? "in a batch" : input;
    // One that throws ends a batch before its other calls have failed: which of them is the first is a matter of luck too.
    const isFirst = errors.length === 0;
    if (onError === "throws at first" && isBatch(req)) errors.splice(0, 1, "one of a batch");
    else errors.push(describeValue({ error, path, type, read, ctx: contextView(ctx), req: [req.method, req.url] }));
    if (onError === "throws always" || (onError === "throws at first" && isFirst)) {
      throw new Error("onError throws");
    }
  };
}

function isBatch({ url = "" }: IncomingMessage): boolean {
  return /[?&](b|%62)atch=(1|%31)/.test(url);
}

function describeInfo({
  isBatchCall,
  type,
  accept,
  calls,
  connectionParams,
  url,
  signal,
}: CreateHTTPContextOptions["info"]) {
  const described = calls.map(({ path, batchIndex, procedure }) => [path, batchIndex, procedure?._def.type]);
  const target = [url?.href, url?.pathname, [...(url?.searchParams ?? [])]];
  return describeValue({
    isBatchCall,
    type,
    accept,
    calls: described,
    connectionParams,
    target,
    aborted: signal.aborted,
  });
}
