import { Id } from "@tenon/contract/fields";
import { z } from "zod";
import { defineJob, type JobCtx } from "../jobs/definition.ts";
import { sendMail } from "../mail/send-mail.ts";
import { exportReadyMail } from "../mail/templates/export-ready.ts";
import { inTransaction } from "../work.ts";
import { sectionsOf } from "./sections.ts";
import { spool } from "./spool.ts";
import { zipped } from "./zipped.ts";

/** Gathers what is kept of an account, and says when it is there. A second run writes the same place anew. */
export const exportAccount = defineJob({
  name: "account.export",
  payload: z.object({ exportId: Id }),
  retries: 3,
  timeoutSeconds: 900,
  concurrency: 1,
  async run(ctx, { exportId: id }) {
    const where = { id, status: "running", user: { status: "active" } } as const;
    const row = await ctx.db.dataExport.findUnique({ where, select: { userId: true } });
    if (!row) return;
    try {
      await gather(ctx, { id, userId: row.userId });
    } catch (error) {
      const failed = { where: { id, status: "running" }, data: { status: "failed" } } as const;
      if (ctx.job.isLastAttempt) await ctx.db.dataExport.updateMany(failed);
      throw error;
    }
  },
});

async function gather(ctx: JobCtx, { id, userId }: { id: string; userId: string }): Promise<void> {
  await using file = await spool(zipped(sectionsOf(ctx, userId), ctx.now()), ctx.signal);
  const { size, sha256 } = file;
  await ctx.files.storage.put(`exports/${id}`, file.open(), { size, mime: "application/zip", signal: ctx.signal });
  await inTransaction(ctx, async (work) => {
    const [ready] = await work.tx.dataExport.updateManyAndReturn({
      where: { id, status: "running" },
      data: { status: "ready", size, sha256, readyAt: ctx.now() },
      select: { expiresAt: true, user: { select: { email: true } } },
    });
    if (!ready) return;
    // One at a time is enough of what is so personal.
    const earlier = { userId, id: { not: id }, expiresAt: { gt: ctx.now() } };
    await work.tx.dataExport.updateMany({ where: earlier, data: { expiresAt: ctx.now() } });
    const { expiresAt, user } = ready;
    const mail = exportReadyMail.render({ url: ctx.links.dataExport(), expiresAt });
    work.enqueue(sendMail, { to: user.email, ...mail });
  });
}
