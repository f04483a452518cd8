import type { NotificationSettings, NotificationType, NotifyBy } from "@tenon/contract/notification-settings";
import { defined } from "../defined.ts";

/** The column of `users` that says how one is told of a type. */
export const settingColumns = {
  follower: "notifyFollower",
  comment: "notifyComment",
  post: "notifyPost",
} as const satisfies Record<NotificationType, string>;

type Columns = Record<(typeof settingColumns)[NotificationType], NotifyBy>;

export const toSettings = ({ notifyFollower, notifyComment, notifyPost }: Columns): NotificationSettings => ({
  follower: notifyFollower,
  comment: notifyComment,
  post: notifyPost,
});

type Change = { [T in NotificationType]?: NotifyBy | undefined };

export const settingData = ({ follower, comment, post }: Change = {}): Partial<Columns> =>
  defined({ notifyFollower: follower, notifyComment: comment, notifyPost: post });
