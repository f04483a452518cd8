import { createHmac } from "node:crypto";
import { AppError } from "@tenon/contract/app-error";
import { type Db, deleteInBatches, Prisma, type Tx } from "@tenon/db";
import type { KeyRing } from "./key-ring.ts";

const maxFailures = 5;
/** So many in a row, however slowly, and the password is of no use until it is reset (NIST SP 800-63B, 3.2.2). */
const maxInARow = 100;
const windowMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;
const maxLockMs = dayMs;
/** After so long without a try the failures in a row are forgotten too. */
const keepMs = 30 * dayMs;

/** `untilReset`: waiting does not help any more. */
export type LoginLock = "forAWhile" | "untilReset";

type Failure = { db?: Db | Tx; device?: string | undefined };

/** Each call is about an account, or about one `device` of its owner's: what fails there counts apart. */
export interface LoginThrottle {
  /** Takes one of five tries before the password is looked at. Throws TOO_MANY_ATTEMPTS with the wait. */
  reserve(account: string, device?: string): Promise<void>;
  /** The try was not looked at after all: gives it back. */
  refund(account: string, device?: string): Promise<void>;
  /**
   * The try failed; the fifth one locks: 15 minutes, doubling with each further lock, up to a day. A day without a try makes it 15
   * minutes again.
   * @returns whether it was this one that locked
   */
  fail(account: string, failure?: Failure): Promise<boolean>;
  /** The try succeeded, the password was reset, or an administrator unlocks: forgets every failure. */
  clear(account: string, device?: string): Promise<void>;
  /** The owner unlocks: they may try again at once, but nothing else is forgotten. */
  unlock(db: Db | Tx, account: string): Promise<void>;
  lockOf(account: string): Promise<LoginLock | undefined>;
  /** Deletes what nobody has tried for 30 days. */
  sweep(): Promise<number>;
}

/**
 * Counts failed sign-ins per account key, known accounts and unknown ones alike. Tries are reserved in one
 * statement before the check, so that parallel guesses cannot slip through together.
 */
export function createLoginThrottle({ db: own, keys }: { db: Db; keys: KeyRing }): LoginThrottle {
  const [newest, ...earlier] = keys.map(
    ({ secret }) =>
      (account: string, device?: string) =>
        createHmac("sha256", secret)
          .update(device === undefined ? account : `${device}\0${account}`)
          .digest("base64url"),
  );
  const keyOf = (account: string, device?: string) => newest?.(account, device) ?? "";
  /** Where its failures may stand: those that nobody has tried since are still under an earlier key. */
  const anyKeyOf = (account: string, device?: string) => ({
    in: [keyOf(account, device), ...earlier.map((hash) => hash(account, device))],
  });

  /** What was counted under an earlier key goes on under the newest. */
  const carryOver = async (account: string, device?: string) => {
    if (earlier.length === 0) return;
    const keyHash = keyOf(account, device);
    await own.$executeRaw`
      UPDATE login_throttles SET key_hash = ${keyHash}
      WHERE key_hash = (SELECT key_hash FROM login_throttles WHERE key_hash = ANY(${earlier.map((hash) => hash(account, device))}) LIMIT 1)
        AND NOT EXISTS (SELECT FROM login_throttles WHERE key_hash = ${keyHash})`;
  };

  return {
    async reserve(account, device) {
      await carryOver(account, device);
      const keyHash = keyOf(account, device);
      const now = new Date();
      const isNewWindow = Prisma.sql`(t.window_start < ${new Date(now.getTime() - windowMs)} OR t.locked_until IS NOT NULL)`;
      const taken = await own.$executeRaw`
        INSERT INTO login_throttles AS t (key_hash, failed, failed_in_a_row, window_start) VALUES (${keyHash}, 1, 1, ${now})
        ON CONFLICT (key_hash) DO UPDATE SET
          failed = CASE WHEN ${isNewWindow} THEN 1 ELSE t.failed + 1 END,
          failed_in_a_row = t.failed_in_a_row + 1,
          window_start = CASE WHEN ${isNewWindow} THEN ${now} ELSE t.window_start END,
          lock_level = CASE WHEN GREATEST(t.window_start, t.locked_until) < ${new Date(now.getTime() - dayMs)} THEN 0 ELSE t.lock_level END,
          locked_until = NULL
        WHERE t.failed_in_a_row < ${maxInARow}
          AND COALESCE(t.locked_until <= ${now}, t.failed < ${maxFailures} OR ${isNewWindow})`;
      if (taken > 0) return;

      const row = await own.loginThrottle.findUnique({ where: { keyHash } });
      const isOver = row !== null && row.failedInARow >= maxInARow;
      // Not locked: five tries are being looked at this moment, and their owner may well be right.
      const waitMs = isOver ? maxLockMs : (row?.lockedUntil?.getTime() ?? 0) - now.getTime();
      throw new AppError("TOO_MANY_ATTEMPTS", { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });
    },

    async refund(account, device) {
      await own.$executeRaw`
        UPDATE login_throttles SET failed = GREATEST(failed - 1, 0), failed_in_a_row = GREATEST(failed_in_a_row - 1, 0)
        WHERE key_hash = ${keyOf(account, device)}`;
    },

    async fail(account, { db = own, device } = {}) {
      const now = new Date();
      const locked = await db.$executeRaw`
        UPDATE login_throttles SET
          locked_until = ${now}::timestamptz + LEAST(${windowMs} * 2 ^ lock_level, ${maxLockMs}) * interval '1 millisecond',
          lock_level = LEAST(lock_level + 1, 16)
        WHERE key_hash = ${keyOf(account, device)} AND locked_until IS NULL
          AND (failed >= ${maxFailures} OR failed_in_a_row >= ${maxInARow})`;
      return locked > 0;
    },

    async clear(account, device) {
      await own.loginThrottle.deleteMany({ where: { keyHash: anyKeyOf(account, device) } });
    },

    async unlock(db, account) {
      const where = { keyHash: anyKeyOf(account) };
      await db.loginThrottle.updateMany({ where, data: { failed: 0, lockedUntil: null } });
    },

    async lockOf(account) {
      const rows = await own.loginThrottle.findMany({ where: { keyHash: anyKeyOf(account) } });
      if (rows.some(({ failedInARow }) => failedInARow >= maxInARow)) return "untilReset";
      const now = new Date();
      return rows.some(({ lockedUntil }) => lockedUntil !== null && lockedUntil > now) ? "forAWhile" : undefined;
    },

    sweep() {
      const before = new Date(Date.now() - keepMs);
      const isOver = Prisma.sql`GREATEST(window_start, locked_until) < ${before}::timestamptz`;
      return deleteInBatches(own, "login_throttles", isOver);
    },
  };
}
