import { hash } from "node:crypto";
import { invalidField } from "@tenon/contract/app-error";
import type { KeyedCall } from "@tenon/core/ctx";
import { claimKey, completeKey, releaseKey } from "@tenon/core/idempotency";
import type { RestSpec } from "@tenon/openapi";
import superjson from "superjson";
import { t } from "./trpc.ts";

const validKey = /^[\x21-\x7e]{1,255}$/;

/**
 * For creates, after their input: a call with an Idempotency-Key that has succeeded before is answered with the first output,
 * marked by `Idempotency-Replayed: true`, for 24 hours (draft-ietf-httpapi-idempotency-key-header).
 */
export const idempotency = t.middleware(async ({ ctx, path, input, meta, next }) => {
  const { idempotencyKey: key, caller } = ctx;
  const { idempotency: need } = (meta?.rest ?? {}) as Partial<RestSpec>;
  if (key === undefined && need === "required") throw invalidField(["Idempotency-Key"], "is required");
  if (key === undefined || caller.known.kind !== "user") return next();
  if (!validKey.test(key)) throw invalidField(["Idempotency-Key"], "must be 1 to 255 visible ASCII characters");

  // The input as it was validated: bounded in size and depth, and the same on both transports.
  const fingerprint = hash("sha256", superjson.stringify(input), "base64url");
  const call: KeyedCall = { principal: caller.known.id, procedure: path, key, fingerprint };
  const claim = await claimKey(ctx, call);
  if ("output" in claim) {
    ctx.reply.setHeader("idempotency-replayed", "true");
    // `next` is not called: the result takes its place. tRPC brands results with a type that it does not export.
    return { ok: true, data: superjson.parse(claim.output), ctx } as unknown as Awaited<ReturnType<typeof next>>;
  }

  const { keyed } = claim;
  const result = await next({ ctx: { keyed } });
  if (result.ok) await completeKey(ctx, keyed, superjson.stringify(result.data));
  else await releaseKey(ctx, keyed);
  return result;
});
