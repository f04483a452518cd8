import { Id } from "@tenon/contract/fields";
import { NotificationType } from "@tenon/contract/notification-settings";
import { Prisma, type Tx } from "@tenon/db";
import { z } from "zod";
import { defineJob, type JobCtx } from "../jobs/definition.ts";
import { sendMail } from "../mail/send-mail.ts";
import { type DigestItem, digestMail } from "../mail/templates/digest.ts";
import { limitTo } from "../paging.ts";
import { inTransaction, type Work } from "../work.ts";
import { countNotifications, excerptOf, type NotificationRow, selectNotifications } from "./rows.ts";
import { settingColumns } from "./settings.ts";

/** More than these are told as a number. */
const mostItems = 20;
const mostCounted = 10_000;

/**
 * Mails what is new since the last time and not read yet, all in one. The first notification of a burst enqueues it for a few
 * minutes later, the others find it waiting.
 */
export const sendDigest = defineJob({
  name: "notification.digest",
  payload: z.object({ userId: Id }),
  isKeyed: true,
  run: (ctx, { userId }) => inTransaction(ctx, (work) => mailNews(ctx, work, userId)),
});

async function mailNews(ctx: JobCtx, work: Work, userId: string): Promise<void> {
  const reader = await lockReader(work.tx, userId);
  const types = NotificationType.options.filter((type) => reader?.[settingColumns[type]] === "mail");
  const isNews = Prisma.sql`n.mailed_at IS NULL AND n.read_at IS NULL AND n.type::text = ANY(${types})`;
  const news = { userId, where: isNews };
  const rows = reader && types.length > 0 ? await selectNotifications(work.tx, news, limitTo(mostItems)) : [];
  const count = rows.length < mostItems ? rows.length : await countNotifications(work.tx, news, mostCounted);
  // Of all that waits: what is not told now, for whatever reason, is no news any more.
  await work.tx.notification.updateMany({ where: { userId, mailedAt: null }, data: { mailedAt: ctx.now() } });
  if (!reader || rows.length === 0) return;

  const told = NotificationType.options.filter((type) => rows.some((row) => row.type === type));
  work.enqueue(sendMail, {
    to: reader.email,
    unsubscribeUrl: ctx.links.unsubscribe({ userId, types: told }),
    ...digestMail.render({
      items: rows.map((row) => itemOf(ctx, row)),
      more: count - rows.length,
      unsubscribe: told.map((type) => ({ type, url: ctx.links.unsubscribe({ userId, types: [type] }) })),
    }),
  });
}

/**
 * Who is to be mailed, if they can be. A notification that is being written holds its user's row by its foreign key, and has
 * found this job waiting: with the row locked here it is seen, and the next one finds no job waiting and enqueues another.
 */
async function lockReader(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.user.findUnique({
    where: { id, status: "active", emailBouncedAt: null },
    select: { email: true, notifyFollower: true, notifyComment: true, notifyPost: true },
  });
}

function itemOf({ links }: JobCtx, row: NotificationRow): DigestItem {
  const who = row.name;
  if (row.type === "follower") return { type: row.type, who, url: links.user(row.username) };
  const post = { type: row.type, who, what: row.title ?? undefined, url: links.post(row.slug ?? "") };
  return row.commentBody === null ? post : { ...post, excerpt: excerptOf(row) };
}
