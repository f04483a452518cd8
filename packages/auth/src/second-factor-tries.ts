import { AppError } from "@tenon/contract/app-error";
import type { Db } from "@tenon/db";

const maxTries = 10;
const leastMinutes = 15;
const mostMinutes = 1440;

/** Limits how many codes are tried for a user, whoever tries them and by whichever challenges (ASVS 5.0 6.6.3). */
export interface SecondFactorTries {
  /**
   * Takes one of ten tries in a quarter of an hour, before the code is looked at. Throws TOO_MANY_ATTEMPTS with the wait.
   * @returns whether it was the last one
   */
  reserve(userId: string): Promise<{ isLast: boolean }>;
  /** The code was not looked at after all: gives it back. */
  refund(userId: string): Promise<void>;
  /** One was right, or an administrator helps: forgets them all. */
  clear(userId: string): Promise<void>;
}

/** Each window that was spent makes the next one twice as long, up to a day: six digits must not fall to patience. */
export function createSecondFactorTries(db: Db): SecondFactorTries {
  return {
    async reserve(userId) {
      const now = new Date();
      const [taken] = await db.$queryRaw<{ tried: number }[]>`
        INSERT INTO second_factor_tries AS t (user_id, tried, window_start, window_minutes)
        VALUES (${userId}::uuid, 1, ${now}, ${leastMinutes})
        ON CONFLICT (user_id) DO UPDATE SET
          tried = CASE WHEN ${now} >= t.window_start + t.window_minutes * interval '1 minute' THEN 1 ELSE t.tried + 1 END,
          window_start = CASE WHEN ${now} >= t.window_start + t.window_minutes * interval '1 minute' THEN ${now} ELSE t.window_start END,
          window_minutes = CASE
            WHEN ${now} < t.window_start + t.window_minutes * interval '1 minute' THEN t.window_minutes
            WHEN t.tried >= ${maxTries} THEN LEAST(t.window_minutes * 2, ${mostMinutes})
            ELSE ${leastMinutes} END
        WHERE t.tried < ${maxTries} OR ${now} >= t.window_start + t.window_minutes * interval '1 minute'
        RETURNING t.tried`;
      if (taken) return { isLast: taken.tried >= maxTries };
      const row = await db.secondFactorTries.findUnique({ where: { userId } });
      const endsAt = row ? row.windowStart.getTime() + row.windowMinutes * 60_000 : 0;
      throw new AppError("TOO_MANY_ATTEMPTS", {
        retryAfter: Math.max(1, Math.ceil((endsAt - now.getTime()) / 1000)),
      });
    },

    async refund(userId) {
      await db.secondFactorTries.updateMany({
        where: { userId, tried: { gt: 0 } },
        data: { tried: { decrement: 1 } },
      });
    },

    async clear(userId) {
      await db.secondFactorTries.deleteMany({ where: { userId } });
    },
  };
}
