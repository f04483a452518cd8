import { hash } from "node:crypto";
import { invalidField } from "@tenon/contract/app-error";
import { claimKey, completeKey, type KeyedCall, releaseKey } from "@tenon/core/idempotency";
import superjson from "superjson";
import { authedProcedure } from "./procedures.ts";

const validKey = /^[\x21-\x7e]{1,255}$/;

/**
 * For creates: a call with an Idempotency-Key that has succeeded before is answered with the first output,
 * marked by `Idempotency-Replayed: true`, for 24 hours (draft-ietf-httpapi-idempotency-key-header).
 */
export const idempotentProcedure = authedProcedure.use(async ({ ctx, path, getRawInput, next }) => {
  if (ctx.idempotencyKey === undefined) return next();
  if (!validKey.test(ctx.idempotencyKey))
    throw invalidField(["Idempotency-Key"], "must be 1 to 255 visible ASCII characters");

  const call: KeyedCall = {
    principal: ctx.actor.id,
    procedure: path,
    key: ctx.idempotencyKey,
    fingerprint: hash("sha256", superjson.stringify(await getRawInput()), "base64url"),
  };
  const stored = await claimKey(ctx, call);
  if (stored !== null) {
    ctx.reply.setHeader("idempotency-replayed", "true");
    // `next` is not called: the result takes its place. tRPC brands results with a type that it does not export.
    return { ok: true, data: superjson.parse(stored), ctx } as unknown as Awaited<ReturnType<typeof next>>;
  }

  const result = await next();
  if (result.ok) await completeKey(ctx, call, superjson.stringify(result.data));
  else await releaseKey(ctx, call);
  return result;
});
