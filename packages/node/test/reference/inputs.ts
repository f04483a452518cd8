import * as v from "valibot";
import { z } from "zod";
import type { Root } from "./root.ts";
import { saw } from "./saw.ts";

/** Most procedures take `{ text, n }` or a part of it, so that generated inputs are often valid. */
export const text = z.object({ text: z.string() });
export const number = z.object({ n: z.number() });

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

function isText(value: unknown): value is { text: string } {
  return typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
}

function textOrThrow(value: unknown): { text: string } {
  if (!isText(value)) throw new TypeError("text is needed");
  return { text: value.text.toUpperCase() };
}

function standard(validate: (value: unknown) => unknown) {
  return { "~standard": { version: 1, vendor: "test", validate } } as never;
}

const valid = (value: unknown) =>
  isText(value) ? { value } : { issues: [{ message: "text is needed", path: ["text"] }] };

export function inputProcedures({ procedure }: Root) {
  return {
    none: procedure.query(saw),
    noneMutation: procedure.mutation(saw),
    zod: procedure.input(text).query(saw),
    zodMutation: procedure.input(text).mutation(saw),
    zodStrict: procedure.input(z.strictObject({ text: z.string() })).query(saw),
    zodLoose: procedure.input(z.looseObject({ text: z.string() })).mutation(saw),
    zodOptional: procedure.input(text.optional()).query(saw),
    zodDefault: procedure.input(z.object({ n: z.number().default(7) }).default({ n: 1 })).query(saw),
    zodNullish: procedure.input(z.string().nullish()).mutation(saw),
    zodString: procedure.input(z.string()).query(saw),
    zodArray: procedure.input(z.array(z.unknown())).query(saw),
    zodRecord: procedure.input(z.record(z.string(), z.unknown())).mutation(saw),
    zodUnion: procedure.input(z.union([text, number, z.null()])).query(saw),
    zodTransform: procedure.input(text.transform(({ text: value }) => ({ length: value.length }))).query(saw),
    zodAsyncRefine: procedure.input(text.refine(async (value) => (await tick(), value.text !== "no"))).query(saw),
    zodAsyncTransform: procedure.input(text.transform(async (value) => (await tick(), [value]))).mutation(saw),
    zodThrows: procedure
      .input(
        text.transform(() => {
          throw new RangeError("inside a transform");
        }),
      )
      .query(saw),
    zodUnknown: procedure.input(z.unknown()).query(saw),
    zodAnyMutation: procedure.input(z.any()).mutation(saw),
    zodDate: procedure.input(z.object({ at: z.date() })).query(saw),
    valibot: procedure.input(v.object({ text: v.string() })).query(saw),
    valibotAsync: procedure
      .input(
        v.pipeAsync(
          v.object({ n: v.number() }),
          v.checkAsync(async ({ n }) => n > 0),
        ),
      )
      .query(saw),
    valibotParser: procedure.input(v.parser(v.object({ text: v.string() }))).mutation(saw),
    function: procedure.input(textOrThrow).query(saw),
    functionAsync: procedure.input(async (value: unknown) => (await tick(), textOrThrow(value))).query(saw),
    functionThrowsText: procedure
      .input((): never => {
        // oxlint-disable-next-line typescript/only-throw-error -- what strangers' validators do
        throw "only a text";
      })
      .query(saw),
    parse: procedure.input({ parse: textOrThrow }).query(saw),
    parseUsesThis: procedure
      .input({
        prefix: "seen ",
        parse(this: { prefix: string }, value: unknown) {
          return { text: this.prefix + textOrThrow(value).text };
        },
      } as never)
      .query(saw),
    parseAsync: procedure.input({ parseAsync: async (value: unknown) => textOrThrow(value) } as never).query(saw),
    superstruct: procedure.input({ create: textOrThrow }).query(saw),
    yup: procedure.input({ validateSync: textOrThrow }).mutation(saw),
    scale: procedure.input({ assert: (value: unknown) => void textOrThrow(value) } as never).query(saw),
    standardSync: procedure.input(standard(valid)).query(saw),
    standardAsync: procedure.input(standard(async (value) => (await tick(), valid(value)))).mutation(saw),
    standardThrows: procedure.input(standard((value) => ({ value: textOrThrow(value) }))).query(saw),
    chained: procedure.input(text).input(number).query(saw),
    chainedMutation: procedure.input(text).input(number).mutation(saw),
    chainedOverrides: procedure
      .input(z.looseObject({ n: z.number() }))
      .input(z.object({ n: z.number().transform((n) => n * 2) }))
      .query(saw),
    chainedThree: procedure
      .input(text)
      .input(number)
      .input(z.object({ flag: z.boolean().default(true) }))
      .query(saw),
    chainedNotObjects: procedure
      .input(z.any())
      .input(z.any().transform((value: unknown) => [value]) as never)
      .query(saw),
    chainedAfterArray: procedure
      .input(z.array(z.number()))
      .input(z.any() as never)
      .query(saw),
  };
}
