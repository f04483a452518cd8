import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { listOf } from "../list-of.ts";
import type { Root } from "./root.ts";

class AppError extends Error {
  override readonly name = "AppError";
  readonly code = "E_APP";
}

class NamedLikeTrpc extends Error {
  override readonly name = "TRPCError";
  readonly code: string;
  constructor(code: string) {
    super("a twin from another copy of the package");
    this.code = code;
  }
}

const frozen = Object.freeze(new TRPCError({ code: "CONFLICT", message: "a frozen error" }));

const codes = listOf`
  PARSE_ERROR  BAD_REQUEST  UNAUTHORIZED  PAYMENT_REQUIRED  FORBIDDEN  NOT_FOUND  METHOD_NOT_SUPPORTED  TIMEOUT  CONFLICT
  PRECONDITION_FAILED  PAYLOAD_TOO_LARGE  UNSUPPORTED_MEDIA_TYPE  UNPROCESSABLE_CONTENT  PRECONDITION_REQUIRED  TOO_MANY_REQUESTS
  CLIENT_CLOSED_REQUEST  INTERNAL_SERVER_ERROR  NOT_IMPLEMENTED  BAD_GATEWAY  SERVICE_UNAVAILABLE  GATEWAY_TIMEOUT  NO_SUCH_CODE
  toString
` as TRPCError["code"][];

/** Everything that can be thrown, by name: some of it hurts whoever looks at it. */
export const throwables: Record<string, () => unknown> = {
  trpc: () => new TRPCError({ code: "FORBIDDEN", message: "not yours" }),
  trpcWithoutMessage: () => new TRPCError({ code: "UNAUTHORIZED" }),
  trpcWithCause: () => new TRPCError({ code: "NOT_FOUND", cause: new AppError("the reason") }),
  trpcWithObjectCause: () => new TRPCError({ code: "TIMEOUT", cause: { message: "as an object", extra: 1 } }),
  twin: () => new NamedLikeTrpc("CONFLICT"),
  twinWithOddCode: () => new NamedLikeTrpc("NO_SUCH_CODE"),
  frozen: () => frozen,
  error: () => new Error("plain"),
  emptyError: () => new Error(""),
  app: () => new AppError("of our own class"),
  withCause: () => new Error("outer", { cause: new Error("inner") }),
  aggregate: () => new AggregateError([new Error("one"), new Error("two")], "several"),
  dom: () => new DOMException("stopped", "AbortError"),
  text: () => "only a text",
  emptyText: () => "",
  number: () => 42,
  zero: () => 0,
  boolean: () => false,
  bigint: () => 10n,
  undefined: () => undefined,
  null: () => null,
  symbol: () => Symbol("thrown"),
  function: () => () => "thrown",
  object: () => ({ message: "as an object", code: 7, stack: "fake" }),
  objectWithNumberMessage: () => ({ message: 5 }),
  emptyObject: () => ({}),
  bare: () => Object.assign(Object.create(null), { message: "no prototype" }),
  array: () => ["a", "list"],
  date: () => new Date(0),
  errorWithoutStack: () => Object.assign(new Error("no stack"), { stack: undefined }),
  zod: () => new z.ZodError([{ code: "custom", path: ["x"], message: "from inside", input: 1 }]),
};

const raise = (name: string) => (): never => {
  throw throwables[name]!();
};

export function throwingProcedures({ procedure }: Root) {
  return {
    query: Object.fromEntries(Object.keys(throwables).map((name) => [name, procedure.query(raise(name))])),
    mutation: Object.fromEntries(
      Object.keys(throwables).map((name) => [name, procedure.input(z.any()).mutation(async () => raise(name)())]),
    ),
    middleware: Object.fromEntries(
      Object.keys(throwables).map((name) => [name, procedure.use(raise(name)).query(() => "never")]),
    ),
    code: procedure.input(z.any()).query(({ input }): never => {
      const index = typeof input === "number" ? input : String((input as { text?: unknown } | null)?.text).length;
      const code = codes[Math.abs(Math.trunc(index)) % codes.length]!;
      throw new TRPCError({ code, message: `with code ${code}` });
    }),
  };
}
