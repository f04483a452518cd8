import type { EventData, EventType } from "@tenon/contract/events";
import type { Post } from "@tenon/contract/posts";
import type { Work } from "../work.ts";

type PostEvent = Extract<EventType, `post.${string}`>;
type Told = EventData<"post.created">;
type State = Pick<Post, "status" | "deletedAt">;

/** Tells what happened to a post, as it is now, and makes everybody look at it anew. */
export function tellPost(work: Work, type: PostEvent, { id, slug, title, status, version, authorId }: Told): void {
  work.emit({ type, data: { id, slug, title, status, version, authorId } });
  // Of drafts nothing is kept that others may see.
  if (status === "published" || type === "post.unpublished") work.forget(`post:${id}`, "posts");
}

/** The one event of a change: what matters most to readers. */
export function changeEvent(before: State, after: State): PostEvent {
  if (before.deletedAt === null && after.deletedAt !== null) return "post.deleted";
  if (before.deletedAt !== null && after.deletedAt === null) return "post.restored";
  if (before.status !== "published" && after.status === "published") return "post.published";
  if (before.status === "published" && after.status !== "published") return "post.unpublished";
  return "post.updated";
}
