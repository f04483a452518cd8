import { initTRPC } from "@trpc/server";
import { z } from "zod";

const { procedure, router } = initTRPC.create({ isDev: false });

export { procedure, router };

/** The procedures that most rules need; a test that needs more adds them. */
export const basic = {
  hello: procedure.input(z.string().optional()).query(({ input }) => `hello ${input ?? "you"}`),
  shout: procedure.input(z.object({ text: z.string() })).mutation(({ input }) => input.text.toUpperCase()),
  plain: procedure.query(() => "plain"),
  touch: procedure.mutation(() => "touched"),
};

export const basicRouter = router(basic);

export function query(value: unknown): string {
  return encodeURIComponent(JSON.stringify(value));
}
