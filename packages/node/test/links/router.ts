import { TRPCError, initTRPC, tracked } from "@trpc/server";
import { octetInputParser } from "@trpc/server/http";
import superjson from "superjson";
import { z } from "zod";

/** What the client's aborts are seen through. */
export interface Witness {
  started: () => void;
  aborted: () => void;
}

export function createLinksRouter(witness: Witness) {
  const { procedure, router } = initTRPC.create({ transformer: superjson, isDev: false });
  return router({
    hello: procedure.input(z.string()).query(({ input }) => `hello ${input}`),
    dates: procedure
      .input(z.object({ at: z.date() }))
      .query(({ input }) => ({ next: new Date(Number(input.at) + 1), tags: new Set(["a"]) })),
    add: procedure.input(z.object({ n: z.number() })).mutation(({ input }) => input.n + 1),
    nothing: procedure.query(() => undefined),
    index: procedure.query(({ batchIndex }) => batchIndex),
    fails: procedure.mutation((): never => {
      throw new TRPCError({ code: "CONFLICT", message: "taken" });
    }),
    waits: procedure.query(async ({ signal }) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      signal?.addEventListener("abort", () => (witness.aborted(), resolve()));
      witness.started();
      await promise;
    }),
    letters: procedure.query(async function* () {
      yield "a";
      yield "b";
    }),
    count: procedure
      .input(z.object({ lastEventId: z.coerce.number().optional() }).optional())
      .subscription(async function* ({ input, signal }) {
        for (let n = (input?.lastEventId ?? 0) + 1; n <= 3 && !signal?.aborted; n += 1)
          yield tracked(String(n), { n, at: new Date(n) });
      }),
    form: procedure.input(z.instanceof(FormData)).mutation(async ({ input }) => {
      const file = input.get("file") as File;
      return { name: input.get("name"), file: [file.name, await file.text()] };
    }),
    octet: procedure.input(octetInputParser).mutation(async ({ input }) => {
      const bytes = await new Response(input).bytes();
      return { length: bytes.length, last: bytes.at(-1) };
    }),
  });
}

export type LinksRouter = ReturnType<typeof createLinksRouter>;
