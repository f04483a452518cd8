import { z } from "zod";

/** `follower`: somebody follows one. `comment`: on one's own post. `post`: published by somebody whom one follows. */
export const NotificationType = z.enum(["follower", "comment", "post"]).meta({
  id: "NotificationType",
  description:
    "`follower`: somebody follows you. `comment`: somebody commented on your post. `post`: somebody whom you follow published a post.",
});
export type NotificationType = z.output<typeof NotificationType>;

export const NotifyBy = z.enum(["off", "app", "mail"]).meta({
  id: "NotifyBy",
  description: "`off`: not at all. `app`: in the list and the stream. `mail`: by mail as well, a few at a time.",
});
export type NotifyBy = z.output<typeof NotifyBy>;

const settings = { follower: NotifyBy, comment: NotifyBy, post: NotifyBy } satisfies Record<NotificationType, unknown>;

/** How one is told of what. */
export const NotificationSettings = z.object(settings).meta({ id: "NotificationSettings" });
export type NotificationSettings = z.output<typeof NotificationSettings>;

export const NotificationSettingsUpdate = z.strictObject(settings).partial();
