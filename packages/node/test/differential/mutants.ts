import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { AnyTRPCRouter } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import type { CreateHTTPContextOptions, CreateHTTPHandlerOptions } from "@trpc/server/adapters/standalone";
import type { CreateHandler } from "./side.ts";

type Options = CreateHTTPHandlerOptions<AnyTRPCRouter> & {
  createContext?: (opts: CreateHTTPContextOptions) => unknown;
};
type OnError = NonNullable<Options["onError"]>;
type ResponseMeta = NonNullable<Options["responseMeta"]>;

const options =
  (change: (opts: Options) => Partial<Record<keyof Options, unknown>>): CreateHandler =>
  (opts) =>
    createHTTPHandler({ ...opts, ...change(opts) } as Options);

const url = (change: (target: string) => string) => request((req) => void (req.url = change(req.url ?? "")));
const request =
  (change: (req: IncomingMessage) => unknown): CreateHandler =>
  (opts) => {
    const handler = createHTTPHandler(opts);
    return async (req, res) => (await change(req), handler(req, res));
  };

/** Changes the head just before it is sent. */
const head =
  (change: (res: ServerResponse) => void): CreateHandler =>
  (opts) => {
    const handler = createHTTPHandler(opts);
    return (req, res) => {
      const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse;
      res.writeHead = (status: number, ...rest: unknown[]) => {
        change(res);
        return writeHead(res.statusCode === 200 ? status : res.statusCode, ...rest);
      };
      handler(req, res);
    };
  };

const setHeader = (name: string, change: (value: string | string[]) => string | string[]) =>
  head((res) => {
    const value = res.getHeader(name);
    if (value !== undefined) res.setHeader(name, change(value as string));
  });

const onError = (change: (onError: OnError) => OnError) =>
  options((opts) => (opts.onError ? { onError: change(opts.onError) } : {}));
const meta = (change: (opts: Parameters<ResponseMeta>[0]) => object) =>
  options(({ responseMeta }) =>
    responseMeta
      ? { responseMeta: (given: Parameters<ResponseMeta>[0]) => responseMeta({ ...given, ...change(given) }) }
      : {},
  );
const context = (change: (given: CreateHTTPContextOptions) => unknown) =>
  options(({ createContext }) =>
    createContext
      ? { createContext: async (given: CreateHTTPContextOptions) => (await change(given), createContext(given)) }
      : {},
  );
const body = (change: (chunks: Buffer[]) => string | undefined) =>
  request(async (req) => {
    if (req.method !== "POST" || !req.headers["content-type"]?.startsWith("application/json")) return;
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const changed = change(chunks);
    Object.assign(req, { body: changed });
  });

/** Adapters with one mistake each, as a hurried author would make it. */
export const mutants: Record<string, CreateHandler> = {
  "no allow on 405": head((res) => res.removeHeader("allow")),
  "200 for 207": head((res) => {
    if (res.statusCode === 207) res.statusCode = 202;
  }),
  "500 for 501": head((res) => {
    if (res.statusCode === 501) res.statusCode = 500;
  }),
  "charset in the content type": setHeader("content-type", (type) => `${String(type)}; charset=utf-8`),
  "no content type when the context fails": head((res) => {
    if (res.statusCode >= 400 && !res.hasHeader("allow")) res.removeHeader("content-type");
  }),
  "another vary": setHeader("vary", () => "accept"),
  "cookies joined": setHeader("set-cookie", (cookies) => [cookies].flat().join(", ")),
  "own reason": head((res) => {
    if (res.statusCode === 400) res.statusMessage = "Bad";
  }),
  "HEAD with 200": head((res) => {
    if (res.req.method === "HEAD" && res.statusCode === 204) res.statusCode = 206;
  }),
  "plus is no space": url((target) => target.replaceAll("+", "%2B")),
  "a second question mark is skipped": url((target) => target.replace("??", "?")),
  "any batch parameter is a batch": url((target) => target.replace(/batch=(true|2)/, "batch=1")),
  "the last input counts": url((target) => target.replace(/([?&])input=[^&]*&(.*input=)/, "$1$2")),
  "paths in lower case": url((target) => target.replace(/^[^?]*/, (path) => path.toLowerCase())),
  "dot segments stay": url((target) => target.replace(/^\/\.\.?\//, "/%2F")),
  "absolute targets are cut": url((target) => target.replace(/^https?:\/\/[^/]*/i, "")),
  "semicolons end the path": url((target) => target.replace(/^([^?;]*);[^?]*/, "$1")),
  "backslashes stay": url((target) => target.replace(/^([^?]*)\\/, "$1%5C")),
  "host in the url is fixed": request((req) => void (req.headers.host &&= "localhost")),
  "body decoded chunk by chunk": body((chunks) => chunks.map(String).join("")),
  "body in latin 1": body((chunks) => Buffer.concat(chunks).toString("latin1")),
  "byte order mark stays": body((chunks) =>
    Buffer.concat(chunks)
      .toString()
      .replace(/^\uFEFF/, "\uFEFF\uFEFF"),
  ),
  "an empty body is an object": body((chunks) => Buffer.concat(chunks).toString() || "{}"),
  "body of any method ignored": request(async (req) => {
    if (req.method === "DELETE") Object.assign(req, { body: await text(req).then(() => "") });
  }),
  "maxBodySize off by one": options(({ maxBodySize }) => (maxBodySize ? { maxBodySize: maxBodySize + 1 } : {})),
  "maxBatchSize off by one": options(({ maxBatchSize }) => (maxBatchSize ? { maxBatchSize: maxBatchSize + 1 } : {})),
  "maxBatchSize 0 is none": options(({ maxBatchSize }) => (maxBatchSize === 0 ? { maxBatchSize: Infinity } : {})),
  "batching option ignored": options(() => ({ batching: undefined })),
  "method override ignored": options(() => ({ allowMethodOverride: false })),
  "basePath is compared": (opts) => {
    const handler = createHTTPHandler(opts);
    const base = `/${(opts.basePath ?? "").replaceAll(/^\/|\/$/g, "")}`;
    return (req, res) =>
      req.url?.startsWith(base.replaceAll(" ", "%20")) ? handler(req, res) : res.writeHead(404).end();
  },
  "onError without input": onError((report) => (given) => report({ ...given, input: undefined })),
  "onError without context": onError((report) => (given) => report({ ...given, ctx: undefined })),
  "onError twice": onError((report) => (given) => (report(given), given.error.code === "TIMEOUT" && report(given))),
  "onError with the type unknown": onError((report) => (given) => report({ ...given, type: "unknown" })),
  "responseMeta without paths": meta(() => ({ paths: [] })),
  "responseMeta always eager": meta(() => ({ eagerGeneration: true })),
  "responseMeta without context": meta(() => ({ ctx: undefined })),
  "context sees another accept": context(({ info }) => void Object.assign(info, { accept: null })),
  "context without connectionParams": context(({ info }) => void Object.assign(info, { connectionParams: null })),
  "context with the type unknown": context(({ info }) => void Object.assign(info, { type: "unknown" })),
  "input read too early": context(({ info }) => Promise.allSettled(info.calls.map((call) => call.getRawInput()))),
  "context created twice": options(({ createContext }) =>
    createContext
      ? { createContext: async (given: CreateHTTPContextOptions) => (await createContext(given), createContext(given)) }
      : {},
  ),
  "middleware errors are dropped": options(({ middleware }) =>
    middleware
      ? { middleware: ((req, res, next) => middleware(req, res, () => next())) satisfies Options["middleware"] }
      : {},
  ),
};
