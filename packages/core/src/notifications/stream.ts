import type { NotificationEvent, NotificationEvents } from "@tenon/contract/notifications";
import { Prisma } from "@tenon/db";
import { found } from "../access.ts";
import type { StreamCtx } from "../ctx.ts";
import { deliver, type Delivery } from "../events/delivery.ts";
import { limitTo } from "../paging.ts";
import { channelOfUser } from "./notify.ts";
import { selectNotifications, toNotification } from "./rows.ts";

/** The reader's notifications from now on, or after `lastEventId`, as far as they may see what these are about at that moment. */
export async function notificationEvents(
  ctx: StreamCtx,
  { lastEventId }: NotificationEvents,
): Promise<AsyncGenerator<Delivery<NotificationEvent>>> {
  const { actor } = ctx.stream;
  const userId = found(actor.kind === "user" ? actor.id : null, "UNAUTHENTICATED");
  return deliver<NotificationEvent>(ctx, {
    channel: channelOfUser(userId),
    lastEventId,
    async show(event) {
      const { id } = event.data as { id: string };
      const [row] = await selectNotifications(ctx.db, { userId, where: Prisma.sql`n.id = ${id}::uuid` }, limitTo(1));
      return row && { type: "notification.created", notification: toNotification(row) };
    },
    mark: (type) => ({ type, notification: null }),
  });
}
