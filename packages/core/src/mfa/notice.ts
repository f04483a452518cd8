import { audit, type AuditEntry } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { secondFactorMail, type SecondFactorChange } from "../mail/templates/second-factor.ts";
import type { Work } from "../work.ts";

type Change = Omit<AuditEntry, "subjectId"> & { userId: string; mail: SecondFactorChange };

/** Notes what became of a second factor, and mails its owner (ASVS 5.0 6.3.7). */
export async function tellFactorChange(ctx: Ctx, work: Work, { userId, mail, ...entry }: Change): Promise<void> {
  await audit(ctx, work.tx, { ...entry, subjectId: userId });
  const { email } = await work.tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const accountUrl = ctx.links.me();
  work.enqueue(sendMail, { to: email, ...secondFactorMail.render({ change: mail, accountUrl }) });
}
