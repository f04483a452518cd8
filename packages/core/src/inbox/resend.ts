import { z } from "zod";
import { normalizeEmail } from "../users/email.ts";
import type { InboxHandler } from "./handlers.ts";

const recipients = z.array(z.string().max(320)).max(1000);

/** Of Resend's events those after which an address gets no more mail. Its others are none of ours. */
const Event = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("email.bounced"),
    data: z.object({ to: recipients, bounce: z.object({ type: z.string() }).optional() }),
  }),
  z.object({ type: z.literal("email.complained"), data: z.object({ to: recipients }) }),
]);

/**
 * Marks the accounts whose address has refused mail for good, or whose owner has called it spam.
 * @see https://resend.com/docs/webhooks/emails/bounced
 */
export const handleResend: InboxHandler = async (ctx, work, { id, type, content }) => {
  if (type !== "email.bounced" && type !== "email.complained") return;
  const event = Event.parse(content);
  if (event.type === "email.bounced" && event.data.bounce?.type === "Transient") return;
  const addresses = event.data.to.map((address) => normalizeEmail(bare(address)));
  const { count } = await work.tx.user.updateMany({
    where: { emailNormalized: { in: addresses }, emailBouncedAt: null },
    data: { emailBouncedAt: ctx.now() },
  });
  work.afterCommit(() => ctx.log.info({ id, type, marked: count }, "mail has come back"));
};

/** `Ada <ada@example.com>` is how a sender may have written it. */
const bare = (address: string): string => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address;
