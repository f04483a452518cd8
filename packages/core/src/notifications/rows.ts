import type { NotificationType } from "@tenon/contract/notification-settings";
import type { Notification } from "@tenon/contract/notifications";
import { type Db, Prisma, readRows, type Tx } from "@tenon/db";
import { oneLine } from "../mail/template.ts";
import { toUser, userColumns, type UserRow } from "../users/rows.ts";

/** A notification with what it is about, as `selectNotifications` reads it. */
export type NotificationRow = UserRow & {
  id: string;
  type: NotificationType;
  readAt: Date | null;
  createdAt: Date;
  postId: string | null;
  slug: string | null;
  title: string | null;
  commentId: string | null;
  commentBody: string | null;
};

/** `notifications n` with whoever did it, and the post and the comment that it is about. */
const source = Prisma.sql`notifications n JOIN users u ON u.id = n.actor_id
  LEFT JOIN posts p ON p.id = n.post_id LEFT JOIN comments c ON c.id = n.comment_id`;

/**
 * Whether it still holds and may still be told: not of somebody barred, nor of a follow that was undone, nor of a post that is in
 * the bin or that others may not see any more.
 */
const isTold = Prisma.sql`u.status = 'active' AND CASE n.type
  WHEN 'follower' THEN COALESCE((SELECT true FROM follows f WHERE f.follower_id = n.actor_id AND f.followee_id = n.user_id), false)
  WHEN 'comment' THEN p.deleted_at IS NULL
  WHEN 'post' THEN p.deleted_at IS NULL AND p.status = 'published'
END`;

export type NotificationSelection = {
  userId: string;
  /** A further condition about `notifications n`. */
  where: Prisma.Sql;
};

/** Newest first. */
export const selectNotifications = (
  db: Db | Tx,
  { userId, where }: NotificationSelection,
  limit: Prisma.Sql,
): Promise<NotificationRow[]> =>
  readRows<NotificationRow>(
    db,
    Prisma.sql`SELECT n.id, n.type::text AS "type", n.read_at AS "readAt", n.created_at AS "createdAt", ${userColumns(userId)},
      p.id AS "postId", p.slug, p.title, c.id AS "commentId", left(c.body, 500) AS "commentBody"
    FROM ${source} WHERE n.user_id = ${userId}::uuid AND ${isTold} AND ${where}
    ORDER BY n.created_at DESC, n.id DESC ${limit}`,
  );

/** How many there are, as far as `most`. */
export async function countNotifications(
  db: Db | Tx,
  { userId, where }: NotificationSelection,
  most: number,
): Promise<number> {
  const [row] = await readRows<{ count: number }>(
    db,
    Prisma.sql`SELECT count(*)::int AS count FROM (
      SELECT 1 FROM ${source} WHERE n.user_id = ${userId}::uuid AND ${isTold} AND ${where} LIMIT ${Prisma.raw(String(most))}
    ) AS told`,
  );
  return row?.count ?? 0;
}

export const toNotification = (row: NotificationRow): Notification => ({
  id: row.id,
  type: row.type,
  actor: toUser(row),
  post: row.postId === null ? null : { id: row.postId, slug: row.slug ?? "", title: row.title ?? "" },
  comment: row.commentId === null ? null : { id: row.commentId, excerpt: excerptOf(row) },
  readAt: row.readAt,
  createdAt: row.createdAt,
});

/** How a comment begins, in one line. */
export const excerptOf = ({ commentBody }: Pick<NotificationRow, "commentBody">): string =>
  oneLine(commentBody ?? "", 140);
