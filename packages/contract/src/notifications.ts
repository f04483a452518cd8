import { z } from "zod";
import { EventId } from "./events.ts";
import { Id, Instant } from "./fields.ts";
import { listFields, listOf } from "./lists.ts";
import { NotificationType } from "./notification-settings.ts";
import { User } from "./users.ts";

export const Notification = z
  .object({
    id: Id,
    type: NotificationType,
    actor: User.meta({ description: "Who did it." }),
    post: z
      .object({ id: Id, slug: z.string(), title: z.string() })
      .nullable()
      .meta({ description: "The post that it is about, for `comment` and `post`." }),
    comment: z
      .object({ id: Id, excerpt: z.string() })
      .nullable()
      .meta({ description: "The comment that it is about, with how it begins." }),
    readAt: z.date().nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "Notification" });
export type Notification = z.output<typeof Notification>;

const unreadCount = z.int().meta({ description: "How many are unread in all; 100 stands for 100 or more." });

export const NotificationList = z
  .strictObject({
    ...listFields,
    unread: z.boolean().default(false).meta({ description: "Only those that are unread." }),
  })
  .prefault({});
export type NotificationList = z.output<typeof NotificationList>;
export const NotificationPage = listOf(Notification).extend({ unreadCount });
export type NotificationPage = z.output<typeof NotificationPage>;

export const NotificationsRead = z
  .strictObject({
    ids: z.array(Id).min(1).max(100).optional().meta({ description: "These." }),
    upTo: Instant.optional().meta({ description: "All that were created then or before." }),
  })
  .check(({ value, issues }) => {
    if ((value.ids === undefined) === (value.upTo === undefined))
      issues.push({ code: "custom", path: ["ids"], message: "say either ids or upTo", input: value });
  });
export type NotificationsRead = z.output<typeof NotificationsRead>;

export const NotificationsUnread = z.object({ unreadCount }).meta({ id: "NotificationsUnread" });
export type NotificationsUnread = z.output<typeof NotificationsUnread>;

export const NotificationEvents = z.strictObject({ lastEventId: EventId.optional() }).prefault({});
export type NotificationEvents = z.output<typeof NotificationEvents>;

export const NotificationEvent = z
  .object({
    type: z.enum(["notification.created", "start", "reset"]).meta({
      description:
        "`start`: the first item of whoever asked for it; `reset`: what came after your last event is no longer there; read the list again.",
    }),
    notification: Notification.nullable().meta({ description: "Null in a start or a reset." }),
  })
  .meta({ id: "NotificationEvent" });
export type NotificationEvent = z.output<typeof NotificationEvent>;

/** What the event of a notification holds: the rest is looked up for its reader, when they read it. */
export type NotificationCreated = { id: string; type: NotificationType };
