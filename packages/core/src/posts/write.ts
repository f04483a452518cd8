import { invalidField } from "@tenon/contract/app-error";
import type { Post, PostCreate, PostRevert, PostUpdate } from "@tenon/contract/posts";
import { found } from "../access.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { defined } from "../defined.ts";
import { assertSafeMarkdown } from "../markdown.ts";
import { slugOf, withFreeName } from "../slugs.ts";
import { changePost, revisionOf } from "./change.ts";
import { getPost } from "./read.ts";

/** Writes a new post of the caller's: a draft, scheduled or published at once. */
export async function createPost(ctx: UserCtx, { published, publishAt, ...content }: PostCreate): Promise<Post> {
  assertSafeMarkdown("body", content.body);
  const now = ctx.now();
  if (publishAt) assertFuture(publishAt, now);
  const data = {
    ...content,
    authorId: ctx.actor.id,
    updatedAt: now,
    status: published ? ("published" as const) : publishAt ? ("scheduled" as const) : ("draft" as const),
    publishedAt: published ? now : null,
    publishAt: publishAt ?? null,
  };

  const id = await withFreeName("slug", slugOf(content.title), (slug) =>
    ctx.db.$transaction(async (tx) => {
      const post = await tx.post.create({ data: { ...data, slug } });
      await tx.postRevision.create({ data: revisionOf(ctx, post) });
      return post.id;
    }),
  );
  return getPost(ctx, { id });
}

/** Changes the content. The slug follows the title until the post has been published, so that links last. */
export async function updatePost(ctx: Ctx, { id, ifMatch, ...content }: PostUpdate): Promise<Post> {
  if (content.body !== undefined) assertSafeMarkdown("body", content.body);
  const change = defined(content);
  return withFreeName("slug", slugOf(content.title ?? ""), (slug) =>
    changePost(
      ctx,
      { id, ifMatch },
      {
        permission: "post:update",
        decide: (post) => {
          const isRenamed = content.title !== undefined && content.title !== post.title;
          return isRenamed && post.status !== "published" ? { ...change, slug } : change;
        },
      },
    ),
  );
}

/** Brings back the content of a revision, as a new revision. */
export function revertPost(ctx: Ctx, { id, ifMatch, number }: PostRevert): Promise<Post> {
  return changePost(
    ctx,
    { id, ifMatch },
    {
      permission: "post:update",
      async decide(post, tx) {
        const key = { postId_number: { postId: post.id, number } };
        const { title, summary, body, tags } = found(
          await tx.postRevision.findUnique({ where: key }),
          "REVISION_NOT_FOUND",
        );
        return { title, summary, body, tags };
      },
    },
  );
}

/** Throws INVALID_INPUT about `publishAt` unless it lies ahead. */
export function assertFuture(publishAt: Date, now: Date): void {
  if (publishAt <= now) throw invalidField(["publishAt"], "must be in the future");
}
