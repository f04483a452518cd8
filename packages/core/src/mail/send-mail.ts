import { hash } from "node:crypto";
import { Email } from "@tenon/contract/fields";
import { deleteInBatches, type MailOutcome, Prisma } from "@tenon/db";
import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { defineJob, type JobCtx } from "../jobs/definition.ts";
import { normalizeEmail } from "../users/email.ts";
import type { MailMessage } from "./mailer.ts";

/** More than this to one address within an hour is an accident, or somebody's weapon. */
const maxPerHour = 20;
const hourMs = 3_600_000;
const keepMs = 7 * 24 * hourMs;

const payload = z.object({
  to: z.string(),
  subject: z.string().max(500),
  text: z.string(),
  html: z.string(),
  unsubscribeUrl: z.url().optional(),
  /** It holds a way back into the account, and what sends it is limited by itself: others, however many, must not displace it. */
  isVital: z.boolean().optional(),
});

/**
 * Hands one mail over. A worker that dies between the server's yes and our note of it makes the next send the mail again, with
 * the same Message-ID: nothing but that can bring a mail twice.
 */
export const sendMail = defineJob({
  name: "mail.send",
  payload,
  isSecret: true,
  // About seven hours: a mail server may be away for a while.
  retries: 16,
  async run(ctx, { to, isVital = false, ...content }) {
    const id = ctx.job.id;
    if (await ctx.db.mailDelivery.findUnique({ where: { id }, select: { id: true } })) return;

    const addressHash = hash("sha256", normalizeEmail(to), "base64url");
    const { outcome, response = null } = await deliver(ctx, { id, to, ...content }, { addressHash, isVital });
    await ctx.db.mailDelivery.createMany({
      data: { id, addressHash, outcome, response, createdAt: ctx.now() },
      skipDuplicates: true,
    });
    if (outcome !== "sent") ctx.log.warn({ requestId: id, outcome, response }, "a mail was not sent");
  },
});

type Delivery = { outcome: MailOutcome; response?: string };

type Counted = { addressHash: string; isVital: boolean };

async function deliver(ctx: JobCtx, message: MailMessage, { addressHash, isVital }: Counted): Promise<Delivery> {
  // As it is written and not as it might be meant: what the schema would change could be two addresses.
  if (Email.safeParse(message.to).data !== message.to) return { outcome: "skipped", response: "not an address" };
  const account = { emailNormalized: normalizeEmail(message.to) };
  const user = await ctx.db.user.findUnique({ where: account, select: { emailBouncedAt: true } });
  if (user?.emailBouncedAt) return { outcome: "skipped", response: "the address has refused mail before" };
  const since = new Date(ctx.now().getTime() - hourMs);
  const recent = await ctx.db.mailDelivery.count({ where: { addressHash, outcome: "sent", createdAt: { gt: since } } });
  if (recent >= maxPerHour && !isVital) return { outcome: "limited" };

  const outcome = await ctx.mailer.send(message, ctx.signal);
  if (outcome.kind !== "refused") return { outcome: outcome.kind };
  if (outcome.isAddressDead) await ctx.db.user.updateMany({ where: account, data: { emailBouncedAt: ctx.now() } });
  return { outcome: "refused", response: outcome.response };
}

/** Forgets what became of mails a week ago. */
export function sweepDeliveries({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> {
  const before = new Date(now().getTime() - keepMs);
  return deleteInBatches(db, "mail_deliveries", Prisma.sql`created_at < ${before}::timestamptz`);
}
