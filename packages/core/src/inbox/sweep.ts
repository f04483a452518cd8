import { inBatches } from "@tenon/db";
import type { Ctx } from "../ctx.ts";

/** Much longer than any sender tries: until then a message that comes again is known. */
const keepMs = 30 * 86_400_000;

/** Forgets old messages; returns how many. */
export function sweepInbox({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> {
  const before = new Date(now().getTime() - keepMs);
  return inBatches(
    (limit) => db.$executeRaw`
      DELETE FROM inbox_messages WHERE (provider, id) IN (
        SELECT provider, id FROM inbox_messages WHERE received_at < ${before}::timestamptz LIMIT ${limit})`,
  );
}
