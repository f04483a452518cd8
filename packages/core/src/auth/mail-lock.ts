import type { Tx } from "@tenon/db";
import { z } from "zod";
import { audit } from "../audit.ts";
import { defineJob, type JobCtx } from "../jobs/definition.ts";
import { once } from "../jobs/once.ts";
import { sendMail } from "../mail/send-mail.ts";
import { accountLockedMail } from "../mail/templates/account-locked.ts";

const dayMs = 86_400_000;

/**
 * Tells the owner of an account that failed sign-ins have locked, with a link that unlocks it: at most one mail a day, and one more when only a
 * new password helps. Enqueued for accounts that do not exist too, so that nobody can tell by the time.
 */
export const mailLock = defineJob({
  name: "account.mail-lock",
  payload: z.object({ account: z.string() }),
  isSecret: true,
  async run(ctx, { account }) {
    const lock = await ctx.auth.throttle.lockOf(account);
    const user = await ctx.db.user.findUnique({
      where: { emailNormalized: account, status: "active" },
      select: { id: true, email: true, username: true },
    });
    if (lock === undefined || !user) return;
    await once(ctx, `account.mail-lock:${ctx.job.id}`, async (work) => {
      const { tx } = work;
      await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${user.id}::uuid FOR NO KEY UPDATE`;
      if (lock === "forAWhile" && (await hasBeenTold(ctx, tx, user.id))) return;
      const token =
        lock === "forAWhile" && (await ctx.auth.oneTimeTokens.issue(tx, { kind: "unlock", userId: user.id }));
      const url = token ? ctx.links.account("unlock", token) : ctx.links.account("forgot-password");
      work.enqueue(sendMail, { to: user.email, ...accountLockedMail.render({ username: user.username, lock, url }) });
      await audit(ctx, tx, { action: "account.lock-mailed", subjectId: user.id });
    });
  },
});

/** By the token that the mail carried, which is kept for as long as it could be used. */
async function hasBeenTold({ now }: Pick<JobCtx, "now">, tx: Tx, userId: string): Promise<boolean> {
  const since = new Date(now().getTime() - dayMs);
  return (await tx.oneTimeToken.count({ where: { userId, kind: "unlock", createdAt: { gt: since } } })) > 0;
}
