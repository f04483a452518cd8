import { AppError } from "@tenon/contract/app-error";
import type { Tx } from "@tenon/db";
import type { Ctx, KeyedCall } from "./ctx.ts";

const keepMs = 24 * 3_600_000;
const claimMs = 60_000;

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
      SET fingerprint = excluded.fingerprint, output = NULL, locked_until = excluded.locked_until,
        expires_at = excluded.expires_at, created_id = CASE WHEN r.expires_at > ${now} THEN r.created_id END
    WHERE r.expires_at <= ${now} OR (r.output IS NULL AND r.locked_until <= ${now} AND r.fingerprint = excluded.fingerprint)`;
  if (claimed > 0) return null;

  const record = await ctx.db.idempotencyRecord.findUnique({ where: { principal_procedure_key: idOf(call) } });
  if (record && record.fingerprint !== call.fingerprint) throw new AppError("IDEMPOTENCY_MISMATCH");
  if (record?.output == null) throw new AppError("IDEMPOTENCY_IN_FLIGHT", { retryAfter: 1 });
  return record.output;
}

/**
 * Creates one row for one Idempotency-Key, whatever dies when: its id is noted in the transaction that creates it, so that whoever
 * repeats the call, or took it over from a process thought dead, is given the id of the first.
 */
export async function createOnce(
  { db, keyed }: Pick<Ctx, "db" | "keyed">,
  create: (tx: Tx) => Promise<{ id: string }>,
): Promise<string> {
  if (!keyed) return db.$transaction(async (tx) => (await create(tx)).id);
  const { principal, procedure, key } = keyed;
  return db.$transaction(async (tx) => {
    const [record] = await tx.$queryRaw<{ id: string | null }[]>`
      SELECT created_id AS id FROM idempotency_records
      WHERE principal = ${principal} AND procedure = ${procedure} AND key = ${key} FOR UPDATE`;
    if (record?.id) return record.id;
    const { id } = await create(tx);
    await tx.idempotencyRecord.updateMany({ where: idOf(keyed), data: { createdId: id } });
    return id;
  });
}

/** Stores the output for replays. */
export async function completeKey(ctx: Pick<Ctx, "db">, call: KeyedCall, output: string): Promise<void> {
  await ctx.db.idempotencyRecord.updateMany({ where: idOf(call), data: { output } });
}

/** Gives the key back after a failure, so that the call can be tried again; not that of a call that did create something. */
export async function releaseKey(ctx: Pick<Ctx, "db">, call: KeyedCall): Promise<void> {
  await ctx.db.idempotencyRecord.deleteMany({ where: { ...idOf(call), output: null, createdId: null } });
}

export async function sweepIdempotency(ctx: Pick<Ctx, "db" | "now">): Promise<void> {
  await ctx.db.idempotencyRecord.deleteMany({ where: { expiresAt: { lt: ctx.now() } } });
}

const idOf = ({ principal, procedure, key }: KeyedCall) => ({ principal, procedure, key });
