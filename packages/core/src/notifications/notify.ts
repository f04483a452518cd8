import type { NotificationType } from "@tenon/contract/notification-settings";
import type { NotificationCreated } from "@tenon/contract/notifications";
import type { JobCtx } from "../jobs/definition.ts";
import type { Work } from "../work.ts";
import { sendDigest } from "./digest.ts";
import { settingColumns } from "./settings.ts";

/** What there is to tell. */
export type Notice = {
  type: NotificationType;
  actorId: string;
  postId?: string;
  commentId?: string;
  /** What is told once to each, however often it happens. */
  subjectId: string;
};

/** The channel on which a user hears of their own news. */
export const channelOfUser = (userId: string): string => `user:${userId}`;

/** Tells those of the users who want to know, each once: in their list, on their stream, and after a while by mail. */
export async function notify(ctx: JobCtx, work: Work, notice: Notice & { userIds: string[] }): Promise<void> {
  const { userIds, ...told } = notice;
  const setting = settingColumns[notice.type];
  const users = await work.tx.user.findMany({
    where: { id: { in: userIds }, status: "active", [setting]: { not: "off" } },
    select: { id: true, notifyFollower: true, notifyComment: true, notifyPost: true },
    orderBy: { id: "asc" },
  });
  const now = ctx.now();
  const byMail = new Set(users.filter((user) => user[setting] === "mail").map(({ id }) => id));
  const created = await work.tx.notification.createManyAndReturn({
    data: users.map(({ id }) => ({ ...told, userId: id, createdAt: now, mailedAt: byMail.has(id) ? null : now })),
    skipDuplicates: true,
    select: { id: true, userId: true },
  });

  const startAfter = new Date(now.getTime() + ctx.digestMs);
  for (const { id, userId } of created) {
    const data: NotificationCreated = { id, type: notice.type };
    work.publish({ channel: channelOfUser(userId), type: "notification.created", data });
    if (byMail.has(userId)) work.enqueue(sendDigest, { userId }, { key: userId, startAfter });
  }
}
