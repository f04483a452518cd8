import * as v from "valibot";
import { z } from "zod";
import { number, text } from "./inputs.ts";
import type { Root } from "./root.ts";

export function outputProcedures({ procedure }: Root) {
  const echo = procedure.input(z.any());
  return {
    valid: echo.output(z.object({ ok: z.boolean() })).query(() => ({ ok: true, hidden: 1 })),
    failing: echo.output(z.object({ ok: z.boolean() })).query(() => ({ ok: "no" }) as never),
    echoed: echo.output(text).query(({ input }) => input as never),
    echoedMutation: echo.output(number).mutation(({ input }) => input as never),
    transforming: echo
      .output(z.any().transform((value: unknown) => ({ value, by: "output" })))
      .query(({ input }) => input as unknown),
    async: echo.output(text.refine(async ({ text: value }) => value !== "no")).query(({ input }) => input as never),
    function: echo.output((value: unknown) => [value]).query(({ input }) => input as never),
    functionThrows: echo
      .output((): string => {
        throw new TypeError("no output is good enough");
      })
      .mutation(() => "never"),
    valibot: echo.output(v.object({ text: v.string() })).query(({ input }) => input as never),
    undefined: echo.output(z.undefined()).query(() => undefined),
    void: echo.output(z.void()).mutation(() => undefined),
    resolverThrows: echo.output(text).query((): never => {
      throw new Error("before any output");
    }),
    outputBeforeMiddleware: echo
      .output(text)
      .use(async ({ next }) => {
        const result = await next();
        return result.ok ? { ...result, data: { text: "replaced after the resolver" } } : result;
      })
      .query(() => ({ n: 1 }) as never),
    middlewareBeforeOutput: echo
      .use(async ({ next }) => {
        const result = await next();
        return result.ok ? { ...result, data: { replaced: result.data } } : result;
      })
      .output(text)
      .query(({ input }) => input as never),
    outputBeforeInput: procedure
      .output(text)
      .input(number)
      .query(({ input }) => ({ text: `n is ${input.n}` })),
    stripped: echo
      .output(z.object({ text: z.string().default("none") }))
      .query(({ input }) => ({ ...(input as object) })),
  };
}
