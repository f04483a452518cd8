import { TRPCError, experimental_standaloneMiddleware } from "@trpc/server";
import { z } from "zod";
import { number, text } from "./inputs.ts";
import type { Context, Root } from "./root.ts";
import { describeView, saw } from "./saw.ts";

export function middlewareProcedures(root: Root) {
  return { ...flow(root), ...rewriting(root), ...results(root), ...composition(root) };
}

function flow({ procedure }: Root) {
  return {
    extends: procedure.use(({ next }) => next({ ctx: { user: "ann" } })).query(saw),
    extendsTwice: procedure
      .use(({ next }) => next({ ctx: { user: "ann", role: "none" } }))
      .use(({ ctx, next }) => next({ ctx: { role: "admin", before: ctx.role } }))
      .input(text)
      .query(saw),
    extendsWithUndefined: procedure.use(({ next }) => next({ ctx: undefined as never })).query(saw),
    extendsWithOddities: procedure
      .use(({ next }) => next({ ctx: Object.assign(["zero"], { own: 1 }) as never }))
      .query(saw),
    sees: procedure
      .input(text)
      .use((opts) => opts.next({ ctx: { seen: describeView(opts) } }))
      .query(saw),
    readsRawBefore: procedure
      .use(async ({ getRawInput, next }) => next({ ctx: { raw: await getRawInput() } }))
      .input(text)
      .mutation(saw),
    readsRawAfter: procedure
      .input(text)
      .use(async ({ getRawInput, next }) => next({ ctx: { raw: await getRawInput() } }))
      .query(saw),
    readsRawTwice: procedure
      .use(async ({ getRawInput, next }) => next({ ctx: { same: (await getRawInput()) === (await getRawInput()) } }))
      .mutation(saw),
    readsRawAfterNext: procedure
      .use(async ({ getRawInput, next }) => {
        const result = await next();
        return result.ok ? { ...result, data: [result.data, await getRawInput()] } : result;
      })
      .query(saw),
    waits: procedure
      .use(async ({ next }) => {
        await new Promise<void>((resolve) => setImmediate(resolve));
        return next();
      })
      .query(saw),
    many: Array.from({ length: 30 })
      .reduce<typeof procedure>(
        (built, _, index) => built.use(({ next }) => next({ ctx: { [`m${index}`]: index } })) as never,
        procedure,
      )
      .query(saw),
  };
}

function rewriting({ procedure }: Root) {
  return {
    replacesInput: procedure
      .input(z.any())
      .use(({ next }) => next({ input: { text: "replaced" } }))
      .query(saw),
    replacesInputWithUndefined: procedure
      .input(text)
      .use(({ next }) => next({ input: undefined }))
      .query(saw),
    replacesInputBetween: procedure
      .input(text)
      .use(({ next }) => next({ input: { n: "from the middleware", more: true } }))
      .input(number)
      .query(saw),
    replacesRawInput: procedure
      .use(({ next }) => next({ getRawInput: async () => ({ text: "raw replaced" }) }))
      .input(text)
      .mutation(saw),
    replacesRawInputWithThrowing: procedure
      .use(({ next }) => next({ getRawInput: () => Promise.reject(new Error("no raw input")) }))
      .input(text)
      .query(saw),
    replacesEverything: procedure
      .use(({ next }) =>
        next({ ctx: { all: true }, input: { early: 1 }, getRawInput: async () => ({ n: 9 }) } as never),
      )
      .input(number)
      .query(saw),
    mutatesInput: procedure
      .input(z.any())
      .use(({ input, next }) => {
        if (typeof input === "object" && input !== null) Object.assign(input, { mutated: true });
        return next();
      })
      .mutation(saw),
  };
}

function results({ procedure }: Root) {
  const base = procedure.input(z.any());
  return {
    returnsEarly: base.use((async () => ({ marker: "middlewareMarker", ok: true, data: "early" })) as never).query(saw),
    returnsEarlyWithoutMarker: base.use((async () => ({ ok: true, data: "no marker" })) as never).query(saw),
    returnsError: base
      .use((async () => ({ ok: false, error: new TRPCError({ code: "CONFLICT", message: "returned" }) })) as never)
      .query(saw),
    returnsPlainError: base.use((async () => ({ ok: false, error: new Error("returned plain") })) as never).query(saw),
    returnsNotOkWithoutError: base.use((async () => ({ ok: false })) as never).query(saw),
    returnsText: base.use((async () => "a text") as never).query(saw),
    forgetsNext: base.use((async () => {}) as never).query(saw),
    forgetsToReturn: base
      .use((async ({ next }: { next: () => Promise<unknown> }) => void (await next())) as never)
      .query(saw),
    forgetsInTheMiddle: base
      .use(async ({ next }) => (await next()) ?? ({ marker: "middlewareMarker", ok: true, data: "rescued" } as never))
      .use((async () => null) as never)
      .query(saw),
    notAsync: base.use((({ next }: { next: () => Promise<unknown> }) => next()) as never).query(saw),
    callsNextTwice: base
      .use(async ({ next }) => {
        const [first, second] = [await next({ ctx: { turn: 1 } }), await next({ ctx: { turn: 2 } })];
        return first.ok && second.ok ? { ...second, data: [first.data, second.data] } : first;
      })
      .query(saw),
    changesData: base
      .use(async ({ next }) => {
        const result = await next();
        return result.ok ? { ...result, data: { wrapped: result.data } } : result;
      })
      .query(saw),
    catches: base
      .use(async ({ next }) => {
        const result = await next();
        return result.ok
          ? result
          : { marker: result.marker, ok: true as const, data: `caught ${result.error.message}` };
      })
      .query((): never => {
        throw new Error("to be caught");
      }),
    changesError: base
      .use(async ({ next }) => {
        const result = await next();
        if (!result.ok) throw new TRPCError({ code: "BAD_GATEWAY", message: "changed", cause: result.error });
        return result;
      })
      .input(text)
      .mutation((): never => {
        throw new TRPCError({ code: "NOT_FOUND" });
      }),
    returnsOtherError: base
      .use(async ({ next }) => {
        const result = await next();
        return result.ok ? result : { ...result, error: new TRPCError({ code: "TIMEOUT", cause: result.error }) };
      })
      .query((): never => {
        throw new TypeError("original");
      }),
    throwsAfterNext: base
      .use(async ({ next }) => {
        await next();
        throw new Error("too late");
      })
      .query(saw),
  };
}

function composition({ procedure, middleware }: Root) {
  const user = middleware(({ next }) => next({ ctx: { user: "ben" } }));
  const standalone = experimental_standaloneMiddleware<{ ctx: Context; input: { text: string } }>().create(
    ({ ctx, input, next }) => next({ ctx: { loud: input.text.toUpperCase(), keys: Object.keys(ctx ?? {}).length } }),
  );
  const formatted = procedure.errors(({ error, shape, input, path }) =>
    error.code === "BAD_REQUEST" ? { ...shape, message: "formatted", data: { ...shape.data, input, path } } : undefined,
  );
  return {
    built: procedure.use(user).query(saw),
    piped: procedure
      .use(user.unstable_pipe(({ ctx, next }) => next({ ctx: { greeting: `hello ${ctx.user}` } })))
      .query(saw),
    concatenated: procedure
      .meta({ from: "left" })
      .concat(procedure.input(number).meta({ also: "right" }).use(user) as never)
      .input(text as never)
      .query(saw as never),
    standalone: procedure
      .input(text)
      .use(standalone as never)
      .query(saw),
    meta: procedure
      .meta({ role: "admin" })
      .meta({ more: [1] })
      .use((opts) => opts.next({ ctx: { meta: opts.meta } }))
      .query(saw),
    errors: formatted.input(text).query(saw),
    errorsAfterInput: procedure
      .input(text)
      .errors(({ shape }) => ({ ...shape, message: "formatted" }))
      .query(saw),
    errorsNested: formatted
      .errors(({ shape, error }) => (error.code === "CONFLICT" ? { ...shape, message: "inner formatter" } : undefined))
      .input(z.any())
      .mutation(({ input }): never => {
        const code = input === null ? "CONFLICT" : "BAD_REQUEST";
        throw new TRPCError({ code, message: "unformatted" });
      }),
    errorsThrows: procedure
      .errors((): undefined => {
        throw new Error("a formatter of one procedure fails");
      })
      .input(text)
      .query(saw),
    errorsWithoutData: procedure
      .errors(({ shape }) => ({ code: shape.code, message: "bare" }) as never)
      .query((): never => {
        throw new TRPCError({ code: "TOO_MANY_REQUESTS" });
      }),
    called: procedure
      .input(z.any())
      .experimental_caller(async ({ args, invoke }) => ["by the caller", await invoke(args[0] as never)])
      .query(saw as never) as unknown as ReturnType<typeof procedure.query>,
    callerThrows: procedure
      .experimental_caller(async () => {
        throw new TRPCError({ code: "NOT_IMPLEMENTED" });
      })
      .mutation(saw) as unknown as ReturnType<typeof procedure.mutation>,
  };
}
