import { AppError } from "@tenon/contract/app-error";
import type { Ctx } from "./ctx.ts";

const keepMs = 24 * 3_600_000;
const claimMs = 60_000;

/** A call that carries an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header). */
export type KeyedCall = { principal: string; procedure: string; key: string; fingerprint: string };

/**
 * Claims a key: null means that the caller runs the procedure, a string is the stored output of the first call.
 * Throws IDEMPOTENCY_IN_FLIGHT while that one runs, IDEMPOTENCY_MISMATCH when its payload was another.
 */
export async function claimKey(ctx: Pick<Ctx, "db" | "now">, call: KeyedCall): Promise<string | null> {
  const now = ctx.now();
  const lockedUntil = new Date(now.getTime() + claimMs);
  const expiresAt = new Date(now.getTime() + keepMs);
  const claimed = await ctx.db.$executeRaw`
    INSERT INTO idempotency_records AS r (principal, procedure, key, fingerprint, locked_until, expires_at)
    VALUES (${call.principal}, ${call.procedure}, ${call.key}, ${call.fingerprint}, ${lockedUntil}, ${expiresAt})
    ON CONFLICT (principal, procedure, key) DO UPDATE
      SET fingerprint = excluded.fingerprint, output = NULL, locked_until = excluded.locked_until, expires_at = excluded.expires_at
    WHERE r.expires_at <= ${now} OR (r.output IS NULL AND r.locked_until <= ${now} AND r.fingerprint = excluded.fingerprint)`;
  if (claimed > 0) return null;

  const record = await ctx.db.idempotencyRecord.findUnique({ where: { principal_procedure_key: idOf(call) } });
  if (record && record.fingerprint !== call.fingerprint) throw new AppError("IDEMPOTENCY_MISMATCH");
  if (record?.output == null) throw new AppError("IDEMPOTENCY_IN_FLIGHT", { retryAfter: 1 });
  return record.output;
}

/** Stores the output for replays. */
export async function completeKey(ctx: Pick<Ctx, "db">, call: KeyedCall, output: string): Promise<void> {
  await ctx.db.idempotencyRecord.updateMany({ where: idOf(call), data: { output } });
}

/** Gives the key back after a failure, so that the call can be tried again. */
export async function releaseKey(ctx: Pick<Ctx, "db">, call: KeyedCall): Promise<void> {
  await ctx.db.idempotencyRecord.deleteMany({ where: { ...idOf(call), output: null } });
}

export async function sweepIdempotency(ctx: Pick<Ctx, "db" | "now">): Promise<void> {
  await ctx.db.idempotencyRecord.deleteMany({ where: { expiresAt: { lt: ctx.now() } } });
}

const idOf = ({ principal, procedure, key }: KeyedCall) => ({ principal, procedure, key });
