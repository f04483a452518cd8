import { type BridgeMeta, rest } from "@tenon/openapi";
import { TRPCError, initTRPC } from "@trpc/server";
import { z } from "zod";
import type { McpMeta } from "./meta.ts";

export interface Ctx {
  readonly user: string;
  /** Told what happens inside. */
  readonly seen: (event: string) => void;
}

export const t = initTRPC.context<Ctx>().meta<BridgeMeta & McpMeta>().create();

/** A procedure that is a tool. */
export const tool = t.procedure.meta({ mcp: true });

export const Every = z
  .object({
    at: z.date(),
    big: z.bigint(),
    tags: z.set(z.string()),
    days: z.map(z.string(), z.date()),
    maybe: z.date().nullish(),
  })
  .meta({ id: "Every" });

export const Tree = z
  .object({
    name: z.string(),
    planted: z.date(),
    get children() {
      return z.array(Tree);
    },
  })
  .meta({ id: "Tree" });

export const Shape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("circle"), radius: z.number() }).meta({ id: "Circle" }),
  z.object({ kind: z.literal("square"), side: z.bigint() }).meta({ id: "Square" }),
]);

const Id = z.object({ id: z.string() });

/** Waits until the call is aborted. */
const aborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    signal?.addEventListener("abort", () => resolve());
  });

export const router = t.router({
  kinds: {
    every: tool
      .input(Every)
      .output(Every)
      .query(({ input, ctx }) => {
        ctx.seen(`${input.at.getTime()} ${typeof input.big} ${input.tags.size} ${input.days.size}`);
        return input;
      }),
    tree: tool
      .input(Tree)
      .output(Tree)
      .query(({ input }) => input),
    union: tool
      .input(Shape)
      .output(Shape)
      .query(({ input }) => input),
    scalar: tool
      .input(z.bigint())
      .output(z.bigint())
      .query(({ input }) => input * 2n),
    list: tool.output(z.array(Tree)).query(() => []),
    nothing: tool.output(z.void()).query(() => {}),
    optional: tool
      .input(z.object({ limit: z.number() }).optional())
      .output(z.object({ limit: z.number().nullable() }))
      .query(({ input }) => ({ limit: input?.limit ?? null })),
    filter: tool
      .input(z.object({ limit: z.number().optional() }).optional())
      .output(z.object({ isAbsent: z.boolean() }))
      .query(({ input }) => ({ isAbsent: input === undefined })),
    maybe: tool
      .input(Id.partial())
      .output(Id.optional())
      .query(({ input }) => (input.id === undefined ? undefined : { id: input.id })),
    chained: tool
      .input(Id)
      .input(z.object({ at: z.date() }))
      .output(z.object({ id: z.string(), year: z.number() }))
      .query(({ input }) => ({ id: input.id, year: input.at.getUTCFullYear() })),
    unsaid: tool.query(() => ({ big: 1n })),
    keys: tool
      .input(z.record(z.string(), z.number()))
      .output(z.array(z.string()))
      .query(({ input }) => Object.keys(input)),
  },
  things: {
    get: rest(tool.input(Id).output(Id), "GET /things/{id}", {
      summary: "Read a thing",
      description: "By its id.",
    }).query(({ input }) => {
      if (input.id === "none") throw new TRPCError({ code: "NOT_FOUND", message: "There is no such thing." });
      if (input.id === "bug") throw new Error("a secret of ours");
      return input;
    }),
    create: tool
      .input(Id)
      .output(Id)
      .mutation(({ input, ctx }) => {
        ctx.seen(`created ${input.id}`);
        return input;
      }),
    replace: tool
      .input(Id)
      .output(Id)
      .mutation(({ input }) => input),
    touch: t.procedure
      .meta({ mcp: { name: "touch", title: "Touch", description: "Touches it.", destructive: false, openWorld: true } })
      .input(Id)
      .output(z.void())
      .mutation(() => {}),
    secret: t.procedure.output(z.string()).query(() => "not a tool"),
  },
  slow: {
    wait: tool.output(z.void()).query(async ({ ctx, signal }) => {
      ctx.seen("waiting");
      await aborted(signal);
      ctx.seen("aborted");
    }),
  },
  who: tool.output(z.object({ user: z.string() })).query(({ ctx }) => ({ user: ctx.user })),
});
