import type { EventData, EventType, PostEvent, PostEvents } from "@tenon/contract/events";
import { canOwn } from "../access.ts";
import type { StreamCtx } from "../ctx.ts";
import { deliver, type Delivery } from "../events/delivery.ts";
import { channelOf } from "../events/outbox.ts";
import type { FeedEvent } from "../events/read.ts";
import { getPost } from "./read.ts";

type PostEventType = Extract<EventType, `post.${string}`>;
type News = EventData<"post.updated">;

/** What happens to posts from now on, or after `lastEventId`. Throws POST_NOT_FOUND for a post that the caller may not read. */
export async function postEvents(
  ctx: StreamCtx,
  { id, lastEventId }: PostEvents,
): Promise<AsyncGenerator<Delivery<PostEvent>>> {
  const only = id === undefined ? undefined : (await getPost(ctx, { id })).id;
  return deliver(ctx, {
    channel: channelOf({ type: "post.updated" }),
    lastEventId,
    show: (event) => (only === undefined || (event.data as News).id === only ? show(ctx, event) : undefined),
    mark: (type) => ({ type, id: null, at: ctx.now(), post: null }),
  });
}

/**
 * Authors and editors are shown everything. Others are told about posts that are public now, what has been public in them; and
 * of those that no longer are, that they are gone.
 */
function show({ stream }: StreamCtx, event: FeedEvent): PostEvent | undefined {
  const post = event.data as News;
  const type = event.type as PostEventType;
  const told = { type, id: post.id, at: event.at };
  if (canOwn(stream.actor, "post:read", post.authorId)) return { ...told, post };
  const wasPublic = post.status === "published" && type !== "post.deleted";
  if (event.isPublic) return wasPublic ? { ...told, post } : undefined;
  const isGone = type === "post.unpublished" || (type === "post.deleted" && post.status === "published");
  return isGone ? { ...told, post: null } : undefined;
}
