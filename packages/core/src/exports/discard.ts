import type { Ctx } from "../ctx.ts";

const batch = 100;

/** Removes an export: its bytes first, for the row is what they are found by. */
export async function discardExport({ db, files }: Pick<Ctx, "db" | "files">, id: string): Promise<void> {
  await files.storage.remove(`exports/${id}`);
  await db.dataExport.deleteMany({ where: { id } });
}

/** Removes what has expired; returns how many. */
export async function sweepExports(ctx: Pick<Ctx, "db" | "files" | "now" | "signal">): Promise<number> {
  let count = 0;
  for (;;) {
    ctx.signal.throwIfAborted();
    const where = { expiresAt: { lt: ctx.now() } };
    const rows = await ctx.db.dataExport.findMany({ where, select: { id: true }, take: batch });
    for (const { id } of rows) await discardExport(ctx, id);
    count += rows.length;
    if (rows.length < batch) return count;
  }
}
