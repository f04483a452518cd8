import type { ForgotPassword } from "@tenon/contract/account";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { defineJob } from "../jobs/definition.ts";
import { sendMail } from "../mail/send-mail.ts";
import { resetPasswordMail } from "../mail/templates/account-passwords.ts";
import { normalizeEmail } from "../users/email.ts";
import { inTransaction, type Work } from "../work.ts";
import { spendMail } from "./mail-limits.ts";
import { asCalled, Origin, originOf } from "./origin.ts";

/** Only a job looks whether there is such an account, so that the answer tells nothing by its words or its time (ASVS 5.0 6.3.8). */
export async function forgotPassword(ctx: Ctx, { email }: ForgotPassword): Promise<void> {
  await spendMail(ctx, email);
  await inTransaction(ctx, (work) => {
    work.enqueue(mailReset, { email, origin: originOf(ctx) });
    return Promise.resolve();
  });
}

export const mailReset = defineJob({
  name: "account.mail-reset",
  payload: z.object({ email: z.string(), origin: Origin }),
  isSecret: true,
  async run(job, { email, origin }) {
    const ctx = asCalled(job, origin);
    await inTransaction(ctx, async (work) => {
      const where = { emailNormalized: normalizeEmail(email), status: "active" } as const;
      const user = await work.tx.user.findUnique({ where, select: { id: true, email: true } });
      if (!user) return;
      await audit(ctx, work.tx, { action: "password.reset-requested", subjectId: user.id });
      await sendReset(ctx, work, { ...user, isTakenBack: false });
    });
  },
});

/** Mails a link by which to choose a password; the one before is of no more use. */
export async function sendReset(
  { auth, links }: Pick<Ctx, "auth" | "links">,
  work: Work,
  { id: userId, email, isTakenBack }: { id: string; email: string; isTakenBack: boolean },
): Promise<void> {
  await auth.oneTimeTokens.discard(work.tx, { userId, kinds: ["reset_password"] });
  const token = await auth.oneTimeTokens.issue(work.tx, {
    kind: "reset_password",
    userId,
    email: normalizeEmail(email),
  });
  const url = links.account("reset-password", token);
  work.enqueue(sendMail, { to: email, isVital: true, ...resetPasswordMail.render({ isTakenBack, url }) });
}
