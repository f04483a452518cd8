import { deleteInBatches, Prisma } from "@tenon/db";
import type { Ctx } from "../ctx.ts";

/** Much longer than any sender tries: until then a message that comes again is known. */
const keepMs = 30 * 86_400_000;

/** Forgets old messages; returns how many. */
export function sweepInbox({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> {
  const before = new Date(now().getTime() - keepMs);
  return deleteInBatches(db, "inbox_messages", Prisma.sql`received_at < ${before}::timestamptz`);
}
