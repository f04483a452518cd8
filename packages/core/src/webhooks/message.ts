import type { EventData } from "@tenon/contract/events";
import { webhookData } from "@tenon/contract/webhook-messages";
import { findComment } from "../comments.ts";
import type { Ctx } from "../ctx.ts";
import type { StoredEvent } from "../events/consumers.ts";
import { findPost, isPublic } from "../posts/read.ts";
import { findUser } from "../users/read.ts";

/** The longest text that is sent. */
export const maxPayloadBytes = 262_144;

/** The text that endpoints are sent about an event; undefined for what is not everybody's to know, drafts above all. */
export async function messageOf(ctx: Ctx, event: StoredEvent): Promise<string | undefined> {
  const message = await dataOf({ ...ctx, actor: { kind: "anonymous" } }, event);
  if (!message) return undefined;
  const text = textOf(event, { ...message.facts, ...message.thing });
  if (Buffer.byteLength(text) <= maxPayloadBytes) return text;
  const [name = ""] = Object.keys(message.thing);
  return textOf(event, { ...message.facts, [name]: null });
}

/** Who and which, and under its name the thing itself, as far as it can be read. */
type Message = { facts: object; thing: Record<string, object | null> };

/** The text of a message: made once, so that every try signs the same bytes. */
export const textOf = ({ type, at }: { type: string; at: Date }, data: object): string =>
  JSON.stringify({ type, timestamp: at, data });

async function dataOf(ctx: Ctx, { type, data }: StoredEvent): Promise<Message | undefined> {
  switch (type) {
    case "post.published":
    case "post.updated":
    case "post.restored":
      return data.status === "published" ? postMessage(data, await publicPost(ctx, data.id)) : undefined;
    case "post.deleted":
      return data.status === "published" ? postMessage(data, null) : undefined;
    case "post.unpublished":
      return postMessage(data, null);
    case "comment.created":
    case "comment.updated":
    case "comment.deleted":
      return commentMessage(ctx, data);
    case "user.created":
    case "user.deleted":
      return { facts: data, thing: { user: await publicUser(ctx, data.id) } };
    default:
      return undefined;
  }
}

type PostData = EventData<"post.published">;

/** Without the title: that of a draft may be another by now. */
function postMessage({ id, slug, version, authorId }: PostData, post: object | null): Message {
  return { facts: { id, slug, version, authorId }, thing: { post } };
}

async function publicPost(ctx: Ctx, id: string): Promise<object | null> {
  const post = await findPost(ctx, { id });
  return post && isPublic(post) ? webhookData.post.shape.post.parse(post) : null;
}

async function commentMessage(ctx: Ctx, facts: EventData<"comment.created">): Promise<Message | undefined> {
  const post = await findPost(ctx, { id: facts.postId });
  if (!post || !isPublic(post)) return undefined;
  const comment = await findComment(ctx, { id: facts.id });
  return { facts, thing: { comment: comment && webhookData.comment.shape.comment.parse(comment) } };
}

async function publicUser(ctx: Ctx, id: string): Promise<object | null> {
  const user = await findUser(ctx, { id });
  return user && webhookData.user.shape.user.parse(user);
}
