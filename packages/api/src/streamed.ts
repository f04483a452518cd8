import type { AppError } from "@tenon/contract/app-error";
import type { Actor, StreamCtx } from "@tenon/core/ctx";
import type { Delivery } from "@tenon/core/events/delivery";
import { networkOf } from "@tenon/core/network";
import { tracked } from "@trpc/server";
import type { z } from "zod";
import type { RequestCtx } from "./context.ts";
import { refusal } from "./wire-error.ts";

type Read<Input, Item> = (ctx: StreamCtx, input: Input) => Promise<AsyncIterable<Delivery<Item>>>;
type Options<Input> = { ctx: RequestCtx & { actor: Actor }; input: Input; signal: AbortSignal | undefined };

/** As the client gets it. tRPC's own type has a name that the declarations of a client could not import. */
type Tracked<Item> = { id: string; data: Item };

/**
 * The resolver of a subscription: counts the stream, gives each item its id and the fields of its schema, and ends with
 * UNAUTHENTICATED when the reader's session does.
 */
export const streamed =
  <Schema extends z.ZodType<object>, Input>(schema: Schema, read: Read<Input, z.input<Schema>>) =>
  async ({ ctx, input, signal }: Options<Input>): Promise<AsyncIterable<Tracked<z.output<Schema>>>> => {
    const stream = ctx.streams.open(ctx.actor, networkOf(ctx.client.ip));
    const own = signal ?? ctx.signal;
    // A reader that leaves before the first item never asks for it.
    own.addEventListener("abort", () => stream[Symbol.dispose](), { once: true });
    try {
      const items = await read({ ...ctx, signal: own, stream }, input);
      return deliver();

      async function* deliver() {
        try {
          for await (const { id, item } of items) {
            await ctx.canSend?.();
            yield tracked(id, schema.parse(item)) as unknown as Tracked<z.output<Schema>>;
          }
          if (stream.signal.aborted) throw refusal(stream.signal.reason as AppError);
        } finally {
          stream[Symbol.dispose]();
        }
      }
    } catch (error) {
      stream[Symbol.dispose]();
      throw error;
    }
  };
