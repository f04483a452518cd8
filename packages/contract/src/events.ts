import { z } from "zod";
import { Id, IdOrName } from "./fields.ts";
import { PostStatus } from "./posts.ts";

const post = z
  .object({ id: Id, slug: z.string(), title: z.string(), status: PostStatus, version: z.int(), authorId: Id })
  .meta({ id: "PostNews", description: "What an event tells about a post, as it was after it." });
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

/** The `lastEventId` of every stream. */
export const EventId = z
  .string()
  .regex(/^(?:now|\d{1,19}\.\d{1,18})$/, 'must be the id of an event, or "now"')
  .meta({
    description:
      "The id of the last event that you have; the stream goes on after it. `now`: the first item is a `start`, whose id is where the stream begins.",
  });

export const PostEvents = z
  .strictObject({
    id: IdOrName.optional().meta({
      description: "Of this post only, by id or slug; without it, of all that you may read.",
    }),
    lastEventId: EventId.optional(),
  })
  .prefault({});
export type PostEvents = z.output<typeof PostEvents>;

const postEventTypes = eventTypes.filter((type): type is Extract<EventType, `post.${string}`> =>
  type.startsWith("post."),
);

export const PostEvent = z
  .object({
    type: z.enum([...postEventTypes, "start", "reset"]).meta({
      description:
        "`start`: the first item of whoever asked for it; `reset`: what came after your last event is no longer there; read the posts again.",
    }),
    id: Id.nullable().meta({ description: "The post's; null in a start or a reset." }),
    at: z.date(),
    post: post.nullable().meta({ description: "Null when you may not read the post now, and in a start or a reset." }),
  })
  .meta({ id: "PostEvent" });
export type PostEvent = z.output<typeof PostEvent>;
