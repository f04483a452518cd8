// The one file that imports what @trpc/server does not promise to keep.
import * as core from "@trpc/server/unstable-core-do-not-import";

export type Parse = (value: unknown) => unknown;

/** How tRPC calls a validator of any kind. */
export const parserOf = known("getParseFn", core.getParseFn) as (validator: unknown) => Parse;

/** What only a stream can answer: promises and async iterables, also directly inside an object. */
export const isPromise = known("isPromise", core.isPromise);
export const isAsyncIterable = known("isAsyncIterable", core.isAsyncIterable);

/** The procedure path of a URL's path, which may have other separators than dots. */
export const procedurePathOf = known("urlPathToProcedurePath", core.urlPathToProcedurePath);

/** @throws what to do, at start, with a version of tRPC that no longer has it */
function known<T>(name: string, value: T | undefined): T {
  if (typeof value === "function") return value;
  throw new Error(`@tenon/node is made for @trpc/server 11.25: the version installed has no ${name}. Pin ~11.25.2.`);
}
