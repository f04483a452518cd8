import { TRPCError, tracked } from "@trpc/server";
import { octetInputParser } from "@trpc/server/http";
import { z } from "zod";
import type { Root } from "./root.ts";
import { saw } from "./saw.ts";

export function subscriptionProcedures({ procedure }: Root) {
  return {
    count: procedure.input(z.any()).subscription(async function* ({ input }) {
      yield { input: input as unknown };
      for (let n = 1; n <= 3; n += 1) yield { n };
    }),
    tracked: procedure
      .input(z.object({ lastEventId: z.coerce.number().optional() }).optional())
      .subscription(async function* ({ input }) {
        const from = input?.lastEventId ?? 0;
        yield tracked(String(from + 1), { n: from + 1 });
        yield tracked(String(from + 2), { n: from + 2 });
      }),
    empty: procedure.subscription(async function* () {
      // Ends at once.
    }),
    fails: procedure.subscription(async function* () {
      yield 1;
      throw new TRPCError({ code: "FORBIDDEN", message: "after the first" });
    }),
    failsAtOnce: procedure.subscription((): AsyncIterable<number> => {
      throw new TRPCError({ code: "UNAUTHORIZED" });
    }),
    noIterable: procedure.subscription((() => ({ not: "iterable" })) as never),
  };
}

export function binaryProcedures({ procedure }: Root) {
  const form = z.instanceof(FormData);
  return {
    form: procedure
      .input(form)
      .mutation(({ input }) =>
        [...input.entries()].map(([key, value]) => [
          key,
          typeof value === "string" ? value : [value.name, value.type, value.size],
        ]),
      ),
    formAny: procedure
      .input(z.any())
      .mutation(async ({ input }) => (input instanceof FormData ? [...input.keys()] : typeof input)),
    octet: procedure.input(octetInputParser).mutation(async ({ input }) => {
      const bytes = Buffer.from(await new Response(input as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
      return { length: bytes.length, hex: bytes.subarray(0, 16).toString("hex") };
    }),
    octetIgnored: procedure.mutation(saw),
  };
}
