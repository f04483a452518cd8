import { TRPCError } from "@trpc/server";
import type { CreateHTTPContextOptions } from "@trpc/server/adapters/standalone";

type CreateContext = (opts: CreateHTTPContextOptions) => unknown;

class Session {
  readonly user = "cy";
  #secret = 1;
  get kind(): string {
    return `session ${this.#secret}`;
  }
}

/** What a `createContext` does or returns, by name. */
export const contexts: Record<string, CreateContext> = {
  plain: ({ req, res }) => ({ req, res, user: "ann" }),
  "async plain": async ({ req, res }) => ({ req, res, user: "ann" }),
  later: ({ req, res }) => new Promise((resolve) => setImmediate(resolve, { req, res, later: true })),
  empty: () => ({}),
  undefined: () => undefined,
  null: () => null,
  text: () => "a text",
  class: () => new Session(),
  frozen: ({ res }) => Object.freeze({ res, frozen: true }),
  "no prototype": () => Object.assign(Object.create(null), { bare: true }),
  proxy: () => new Proxy({ real: 1 }, { get: (target, key) => (key in target ? Reflect.get(target, key) : undefined) }),
  throws: () => {
    throw new Error("the context throws at once");
  },
  rejects: async () => {
    throw new Error("the context rejects");
  },
  "rejects with a tRPC error": async () => {
    throw new TRPCError({ code: "UNAUTHORIZED", message: "who are you" });
  },
  "throws text": () => {
    // oxlint-disable-next-line typescript/only-throw-error -- strangers do
    throw "a text as error";
  },
  "sets headers": ({ req, res }) => {
    res.setHeader("X-Context", "set");
    res.setHeader("set-cookie", ["from=context", "and=more"]);
    res.setHeader("Vary", "x-own");
    return { req, res };
  },
  "sets a status": ({ res }) => {
    res.statusCode = 418;
    return { res };
  },
  "sets a status and throws": ({ res }) => {
    res.statusCode = 451;
    throw new TRPCError({ code: "FORBIDDEN", message: "after the status" });
  },
  // After a part of the answer and not after all of it, since the client would leave in the middle of what follows.
  "starts the response": ({ res }) => {
    res.write("started by the context");
    return { res };
  },
  "reads the input": async ({ info, res }) => {
    const before = info.calls.map((call) => call.result());
    const raw = await Promise.allSettled(info.calls.map((call) => call.getRawInput()));
    return { res, before, raw, after: info.calls.map((call) => call.result()) };
  },
  "keeps info": ({ info }) => ({
    paths: info.calls.map((call) => call.path),
    types: info.calls.map((call) => call.procedure?._def.type ?? null),
    search: info.url?.search,
    signal: info.signal.aborted,
  }),
};
