import { observable } from "@trpc/server/observable";
import { z } from "zod";
import type { Root } from "./root.ts";

class Point {
  readonly x: number;
  readonly #secret = 1;
  constructor(x: number) {
    this.x = x;
  }
  get sum(): number {
    return this.x + this.#secret;
  }
}

class WithToJson {
  toJSON(): unknown {
    return { by: "toJSON" };
  }
}

async function* letters(): AsyncGenerator<string> {
  yield "a";
  yield "b";
}

const cyclic: { name: string; self?: unknown } = { name: "cyclic" };
cyclic.self = cyclic;

/** What resolvers return, by name: all of it happens, some of it cannot be sent. */
export const returnables: Record<string, () => unknown> = {
  undefined: () => undefined,
  null: () => null,
  false: () => false,
  zero: () => 0,
  emptyText: () => "",
  text: () => 'quotes " and \\ and \u2028 and é 漢 💥 and a lone \ud800',
  nan: () => Number.NaN,
  infinity: () => Infinity,
  negativeZero: () => -0,
  bigint: () => 12n,
  symbol: () => Symbol("s"),
  function: () => () => 1,
  date: () => new Date(1_700_000_000_000),
  invalidDate: () => new Date(Number.NaN),
  map: () => new Map([["k", new Map([["deep", 1]])]]),
  set: () => new Set([1, "1"]),
  regexp: () => /x+/gi,
  url: () => new URL("https://example.org/?q=1"),
  bytes: () => new Uint8Array([1, 2, 255]),
  buffer: () => Buffer.from("bytes"),
  error: () => new TypeError("returned, not thrown"),
  class: () => new Point(2),
  toJson: () => new WithToJson(),
  toJsonThrows: () => ({
    toJSON() {
      throw new Error("toJSON fails");
    },
  }),
  nestedOddities: () => ({ u: undefined, f: () => 1, s: Symbol.iterator, n: Number.NaN, list: [undefined, () => 1] }),
  bare: () => Object.assign(Object.create(null), { bare: true }),
  proto: () => JSON.parse('{"__proto__":{"polluted":1},"constructor":2}') as unknown,
  looksLikeError: () => ({ error: { code: 1 } }),
  looksLikeResult: () => ({ result: { data: 1 }, data: 2, ok: false }),
  cyclic: () => cyclic,
  promise: () => Promise.resolve({ nested: "no" }),
  promiseInside: () => ({ later: Promise.resolve(1) }),
  promiseDeep: () => ({ a: { later: Promise.resolve(1) } }),
  promiseInList: () => [Promise.resolve(1)],
  rejectedInside: () => {
    const later = Promise.reject(new Error("rejected inside"));
    later.catch(() => {});
    return { later };
  },
  // oxlint-disable-next-line unicorn/no-thenable -- resolvers return query builders, which are
  thenable: () => ({ then: (resolve: (value: unknown) => void) => resolve("from a thenable") }),
  thenableThrows: () => ({
    // oxlint-disable-next-line unicorn/no-thenable -- resolvers return query builders, which are
    then: () => {
      throw new Error("then fails");
    },
  }),
  asyncIterable: () => letters(),
  asyncIterableInside: () => ({ letters: letters() }),
  generator: () => ["x", "y"].values(),
  observable: () =>
    observable((observer) => {
      observer.next("from an observable");
      observer.complete();
    }),
  stream: () => new ReadableStream(),
  getterThrows: () => ({
    get broken(): never {
      throw new Error("a getter fails");
    },
  }),
  huge: () => Array.from({ length: 5000 }, (_, index) => ({ index, text: "é".repeat(index % 20) })),
  long: () => "漢".repeat(70_000),
  deep: () => Array.from({ length: 500 }).reduce((inner) => ({ inner }), {} as unknown),
  refused: () => ({ refuse: true }),
};

export function returningProcedures({ procedure }: Root) {
  return {
    query: Object.fromEntries(
      Object.entries(returnables).map(([name, make]) => [name, procedure.input(z.any()).query(() => make())]),
    ),
    mutation: Object.fromEntries(
      Object.entries(returnables).map(([name, make]) => [name, procedure.mutation(async () => make())]),
    ),
  };
}

/** Resolvers that reach for Node's response themselves. */
export function responseProcedures({ procedure }: Root) {
  const base = procedure.input(z.any());
  return {
    status: base.query(({ ctx }) => {
      if (ctx?.res) ctx.res.statusCode = 201;
      return "created";
    }),
    statusAndThrow: base.mutation(({ ctx }): never => {
      if (ctx?.res) ctx.res.statusCode = 402;
      throw new Error("after the status");
    }),
    status200: base.query(({ ctx }): never => {
      if (ctx?.res) ctx.res.statusCode = 200;
      throw new Error("200 is no choice of its own");
    }),
    statusNoContent: base.mutation(({ ctx }) => {
      if (ctx?.res) ctx.res.statusCode = 204;
      return "lost";
    }),
    reason: base.query(({ ctx }) => {
      if (ctx?.res) Object.assign(ctx.res, { statusCode: 203, statusMessage: "By Hand" });
    }),
    reasonOnly: base.query(({ ctx }) => {
      if (ctx?.res) ctx.res.statusMessage = "Quite All Right";
    }),
    headers: base.query(({ ctx }) => {
      ctx?.res?.setHeader("X-Own", ["1", "2"]);
      ctx?.res?.setHeader("Content-Type", "text/own");
      ctx?.res?.setHeader("Vary", "cookie");
    }),
    cookies: base.mutation(({ ctx }) => {
      ctx?.res?.appendHeader("set-cookie", "a=1; Path=/");
      ctx?.res?.appendHeader("set-cookie", "b=2");
    }),
    ends: base.query(({ ctx }) => {
      if (!ctx?.res?.writableEnded) ctx?.res?.end("ended by hand");
      return "too late";
    }),
    writesHead: base.mutation(({ ctx }) => {
      if (!ctx?.res?.headersSent) ctx?.res?.writeHead(208, { "x-head": "early" });
      return "body after an early head";
    }),
    writesAndThrows: base.query(({ ctx }): never => {
      if (!ctx?.res?.headersSent) ctx?.res?.write("a part");
      throw new Error("after a part");
    }),
  };
}
