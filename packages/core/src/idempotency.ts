import { AppError } from "@tenon/contract/app-error";
import { deleteInBatches, Prisma } from "@tenon/db";
import type { ClaimedCall, Ctx, KeyedCall } from "./ctx.ts";
import { inTransaction, type Work } from "./work.ts";

const keepMs = 24 * 3_600_000;
const claimMs = 60_000;

/** A key that was claimed: the caller runs the procedure, and tells how it ended. Or the stored output of the first call. */
export type Claim = { keyed: ClaimedCall } | { output: string };

/** Throws IDEMPOTENCY_IN_FLIGHT while the first call runs, IDEMPOTENCY_MISMATCH when its payload was another. */
export async function claimKey(ctx: Pick<Ctx, "db" | "now">, call: KeyedCall): Promise<Claim> {
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
  if (claimed > 0) return { keyed: { ...call, lockedUntil } };

  const record = await ctx.db.idempotencyRecord.findUnique({ where: { principal_procedure_key: idOf(call) } });
  if (record && record.fingerprint !== call.fingerprint) throw new AppError("IDEMPOTENCY_MISMATCH");
  if (record?.output == null) throw inFlight(record?.lockedUntil, now);
  return { output: record.output };
}

/** A call takes a moment; one that takes longer may have died, and is free when its claim ends. */
function inFlight(lockedUntil: Date | undefined, now: Date): AppError {
  const leftMs = (lockedUntil?.getTime() ?? 0) - now.getTime();
  const isSlow = leftMs < claimMs - 5000;
  return new AppError("IDEMPOTENCY_IN_FLIGHT", { retryAfter: isSlow ? Math.max(1, Math.ceil(leftMs / 1000)) : 1 });
}

/**
 * Creates one row for one Idempotency-Key, whatever dies when: its id is noted in the transaction that creates it, so that whoever
 * repeats the call, or took it over from a process thought dead, is given the id of the first.
 */
export async function createOnce(
  ctx: Pick<Ctx, "db" | "jobs" | "signals" | "keyed">,
  create: (work: Work) => Promise<{ id: string }>,
): Promise<string> {
  const { keyed } = ctx;
  if (!keyed) return inTransaction(ctx, async (work) => (await create(work)).id);
  const { principal, procedure, key } = keyed;
  return inTransaction(ctx, async (work) => {
    const { tx } = work;
    const [record] = await tx.$queryRaw<{ id: string | null }[]>`
      SELECT created_id AS id FROM idempotency_records
      WHERE principal = ${principal} AND procedure = ${procedure} AND key = ${key} FOR UPDATE`;
    // Whoever had taken the call over has failed with it and given the key back.
    if (!record) throw new AppError("IDEMPOTENCY_IN_FLIGHT", { retryAfter: 1 });
    if (record.id) return record.id;
    const { id } = await create(work);
    await tx.idempotencyRecord.updateMany({ where: idOf(keyed), data: { createdId: id } });
    return id;
  });
}

/** Stores the output for replays. */
export async function completeKey(ctx: Pick<Ctx, "db">, call: ClaimedCall, output: string): Promise<void> {
  await ctx.db.idempotencyRecord.updateMany({ where: claimOf(call), data: { output } });
}

/**
 * Gives the key back after a failure, so that the call can be tried again; not that of a call that did create something, nor one
 * that another has taken over.
 */
export async function releaseKey(ctx: Pick<Ctx, "db">, call: ClaimedCall): Promise<void> {
  await ctx.db.idempotencyRecord.deleteMany({ where: { ...claimOf(call), output: null, createdId: null } });
}

export const sweepIdempotency = ({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> =>
  deleteInBatches(db, "idempotency_records", Prisma.sql`expires_at < ${now()}::timestamptz`);

const claimOf = ({ lockedUntil, ...call }: ClaimedCall) => ({ ...idOf(call), lockedUntil });

const idOf = ({ principal, procedure, key }: Omit<KeyedCall, "fingerprint">) => ({ principal, procedure, key });
