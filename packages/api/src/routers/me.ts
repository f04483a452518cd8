import {
  NotificationEvent,
  NotificationEvents,
  NotificationList,
  NotificationPage,
  NotificationsRead,
  NotificationsUnread,
} from "@tenon/contract/notifications";
import { Me, MeUpdate } from "@tenon/contract/users";
import { getMe, updateMe } from "@tenon/core/me";
import { listNotifications, markNotificationsRead, notificationEvents } from "@tenon/core/notifications";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { examples } from "../examples.ts";
import { permittedAccountProcedure, permittedProcedure } from "../procedures.ts";
import { streamed } from "../streamed.ts";
import { gentleTool, tool } from "../tools.ts";
import { account } from "./me/account.ts";
import { apiKeys } from "./me/api-keys.ts";
import { credentials } from "./me/credentials.ts";
import { identities } from "./me/identities.ts";
import { mfa } from "./me/mfa.ts";
import { passkeys } from "./me/passkeys.ts";
import { sessions } from "./me/sessions.ts";

export const me = {
  get: rest(permittedAccountProcedure("account:read").meta(tool).output(Me), "GET /me", {
    summary: "Read your account",
    examples: examples.me,
  }).query(({ ctx }) => getMe(ctx)),

  update: rest(permittedProcedure("user:update").input(MeUpdate).output(Me), "PATCH /me", {
    summary: "Change your profile, and how you are told of what",
    description: "Only what is sent is changed.",
    examples: examples.changeMe,
    errors: ["USERNAME_TAKEN"],
  }).mutation(({ ctx, input }) => updateMe(ctx, input)),

  // One by one: an editor finds no procedure behind a spread.
  changePassword: credentials.changePassword,
  changeEmail: credentials.changeEmail,
  activity: account.activity,
  export: account.export,
  latestExport: account.latestExport,
  delete: account.delete,
  sessions,
  apiKeys,
  mfa,
  passkeys,

  notifications: {
    list: rest(
      permittedProcedure("notification:read").meta(tool).input(NotificationList).output(NotificationPage),
      "GET /me/notifications",
      {
        summary: "List your notifications",
        description: "Newest first. What you may not see any more is left out.",
        examples: examples.listNotifications,
        paginate: true,
        errors: ["INVALID_CURSOR"],
      },
    ).query(({ ctx, input }) => listNotifications(ctx, input)),

    markRead: rest(
      permittedProcedure("notification:update").meta(gentleTool).input(NotificationsRead).output(NotificationsUnread),
      "POST /me/notifications/read",
      {
        summary: "Mark notifications as read",
        description: "Some by their ids, or all up to an instant. Ids that are not yours are passed over.",
        examples: examples.readNotifications,
      },
    ).mutation(({ ctx, input }) => markNotificationsRead(ctx, input)),

    stream: rest(permittedProcedure("notification:read").input(NotificationEvents), "GET /me/notifications/stream", {
      summary: "Your notifications, as they come",
      description: "Come again with the last id: nothing is lost for a day.",
      event: NotificationEvent,
      errors: ["TOO_MANY_STREAMS"],
    }).subscription(streamed(NotificationEvent, notificationEvents)),
  },

  identities,
} satisfies TRPCRouterRecord;
