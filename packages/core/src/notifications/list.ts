import type {
  NotificationList,
  NotificationPage,
  NotificationsRead,
  NotificationsUnread,
} from "@tenon/contract/notifications";
import { deleteInBatches, Prisma } from "@tenon/db";
import type { Ctx, UserCtx } from "../ctx.ts";
import { limitTo, listPage } from "../paging.ts";
import { countNotifications, type NotificationRow, selectNotifications, toNotification } from "./rows.ts";

/** What `unreadCount` ends at: more is told as this, and costs as much. */
const mostUnread = 100;
const keepMs = 90 * 86_400_000;
const isUnread = Prisma.sql`n.read_at IS NULL`;

/** The caller's notifications, newest first, as far as they may still see what these are about. */
export async function listNotifications(
  ctx: UserCtx,
  { unread, ...position }: NotificationList,
): Promise<NotificationPage> {
  const { id: userId } = ctx.actor;
  const [page, { unreadCount }] = await Promise.all([
    listPage<NotificationRow>(ctx, position, {
      scope: `notifications:${userId}:${unread}`,
      keyOf: (row) => [row.createdAt.toISOString(), row.id],
      rows: ({ after, limit }) => {
        const start = after
          ? Prisma.sql`(n.created_at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : Prisma.sql`true`;
        const where = unread ? Prisma.sql`${isUnread} AND ${start}` : start;
        return selectNotifications(ctx.db, { userId, where }, limitTo(limit));
      },
    }),
    countUnread(ctx),
  ]);
  return { items: page.items.map(toNotification), nextCursor: page.nextCursor, unreadCount };
}

/** Marks notifications of the caller's as read: some, or all as of an instant. Others' ids are passed over. */
export async function markNotificationsRead(
  ctx: UserCtx,
  { ids, upTo }: NotificationsRead,
): Promise<NotificationsUnread> {
  await ctx.db.notification.updateMany({
    where: {
      userId: ctx.actor.id,
      readAt: null,
      ...(ids && { id: { in: ids } }),
      ...(upTo && { createdAt: { lte: upTo } }),
    },
    data: { readAt: ctx.now() },
  });
  return countUnread(ctx);
}

async function countUnread(ctx: UserCtx): Promise<NotificationsUnread> {
  const selection = { userId: ctx.actor.id, where: isUnread };
  return { unreadCount: await countNotifications(ctx.db, selection, mostUnread) };
}

/** Forgets notifications of more than 90 days ago. */
export function sweepNotifications({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> {
  const before = new Date(now().getTime() - keepMs);
  return deleteInBatches(db, "notifications", Prisma.sql`created_at < ${before}::timestamptz`);
}
