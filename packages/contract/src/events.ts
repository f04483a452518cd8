import { z } from "zod";
import { Id } from "./fields.ts";
import { PostStatus } from "./posts.ts";

const post = z.object({
  id: Id,
  slug: z.string(),
  title: z.string(),
  status: PostStatus,
  version: z.int(),
  authorId: Id,
});
const comment = z.object({ id: Id, postId: Id, authorId: Id });
const user = z.object({ id: Id, username: z.string() });
const follow = z.object({ followerId: Id, followeeId: Id });

/** What each event tells. The names are stable: clients, webhooks and rows of the database hold them. */
export const eventData = {
  "post.created": post,
  "post.updated": post,
  "post.published": post,
  "post.unpublished": post,
  "post.deleted": post,
  "post.restored": post,
  "comment.created": comment,
  "comment.updated": comment,
  "comment.deleted": comment,
  "user.created": user,
  "user.deleted": user,
  "user.followed": follow,
} as const;

export const eventTypes = Object.keys(eventData) as [EventType, ...EventType[]];
export type EventType = keyof typeof eventData;
export type EventData<T extends EventType = EventType> = z.output<(typeof eventData)[T]>;

/** Something that happened, as it is told. */
export type DomainEvent = { [T in EventType]: { type: T; data: EventData<T> } }[EventType];
