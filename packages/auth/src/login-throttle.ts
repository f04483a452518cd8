import { createHmac } from "node:crypto";
import { AppError } from "@tenon/contract/app-error";
import { type Db, deleteInBatches, Prisma } from "@tenon/db";
import type { KeyRing } from "./key-ring.ts";

const maxFailures = 5;
const windowMs = 15 * 60_000;
const maxLockMs = 24 * 3_600_000;
const keepMs = 24 * 3_600_000;

export interface LoginThrottle {
  /** Takes one of five tries before the password is looked at. Throws TOO_MANY_ATTEMPTS with the wait. */
  reserve(account: string): Promise<void>;
  /** The try was not looked at after all: gives it back. */
  refund(account: string): Promise<void>;
  /** The try failed; the fifth one locks: 15 minutes, doubling with each further lock. */
  fail(account: string): Promise<void>;
  /** The try succeeded, or an administrator unlocks: forgets every failure. */
  clear(account: string): Promise<void>;
  /** Deletes what is a day old; only then does a lock start at 15 minutes again without a success. */
  sweep(): Promise<number>;
}

/**
 * Counts failed sign-ins per account key, known accounts and unknown ones alike. Tries are reserved in one
 * statement before the check, so that parallel guesses cannot slip through together.
 */
export function createLoginThrottle({ db, keys }: { db: Db; keys: KeyRing }): LoginThrottle {
  const [newest, ...earlier] = keys.map(
    ({ secret }) =>
      (account: string) =>
        createHmac("sha256", secret).update(account).digest("base64url"),
  );
  const keyOf = (account: string) => newest?.(account) ?? "";

  /** What was counted under an earlier key goes on under the newest. */
  const carryOver = async (account: string) => {
    if (earlier.length === 0) return;
    const keyHash = keyOf(account);
    await db.$executeRaw`
      UPDATE login_throttles SET key_hash = ${keyHash}
      WHERE key_hash = (SELECT key_hash FROM login_throttles WHERE key_hash = ANY(${earlier.map((hash) => hash(account))}) LIMIT 1)
        AND NOT EXISTS (SELECT FROM login_throttles WHERE key_hash = ${keyHash})`;
  };

  return {
    async reserve(account) {
      await carryOver(account);
      const keyHash = keyOf(account);
      const now = new Date();
      const windowFloor = new Date(now.getTime() - windowMs);
      const taken = await db.$executeRaw`
        INSERT INTO login_throttles AS t (key_hash, failed, window_start) VALUES (${keyHash}, 1, ${now})
        ON CONFLICT (key_hash) DO UPDATE SET
          failed = CASE WHEN t.window_start < ${windowFloor} OR t.locked_until IS NOT NULL THEN 1 ELSE t.failed + 1 END,
          window_start = CASE WHEN t.window_start < ${windowFloor} OR t.locked_until IS NOT NULL THEN ${now} ELSE t.window_start END,
          locked_until = NULL
        WHERE COALESCE(t.locked_until <= ${now}, t.failed < ${maxFailures} OR t.window_start < ${windowFloor})`;
      if (taken > 0) return;

      const row = await db.loginThrottle.findUnique({ where: { keyHash } });
      // Not locked: five tries are being looked at this moment, and their owner may well be right.
      const until = row?.lockedUntil ?? now;
      const retryAfter = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
      throw new AppError("TOO_MANY_ATTEMPTS", { retryAfter });
    },

    async refund(account) {
      await db.loginThrottle.updateMany({
        where: { keyHash: keyOf(account), failed: { gt: 0 } },
        data: { failed: { decrement: 1 } },
      });
    },

    async fail(account) {
      const now = new Date();
      await db.$executeRaw`
        UPDATE login_throttles SET
          locked_until = ${now}::timestamptz + LEAST(${windowMs} * 2 ^ lock_level, ${maxLockMs}) * interval '1 millisecond',
          lock_level = LEAST(lock_level + 1, 16)
        WHERE key_hash = ${keyOf(account)} AND failed >= ${maxFailures} AND locked_until IS NULL`;
    },

    async clear(account) {
      await db.loginThrottle.deleteMany({ where: { keyHash: keyOf(account) } });
    },

    async sweep() {
      const dayAgo = new Date(Date.now() - keepMs);
      const isOver = Prisma.sql`
        window_start < ${dayAgo}::timestamptz AND (locked_until IS NULL OR locked_until < ${dayAgo}::timestamptz)`;
      return deleteInBatches(db, "login_throttles", isOver);
    },
  };
}
