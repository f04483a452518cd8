import { invalidField } from "@tenon/contract/app-error";
import type { Post, PostChange, PostCreate, PostRevert, PostUpdate } from "@tenon/contract/posts";
import type { Tx } from "@tenon/db";
import { found } from "../access.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { defined } from "../defined.ts";
import { createOnce } from "../idempotency.ts";
import { assertSafeMarkdown } from "../markdown.ts";
import { slugOf, withFreeName } from "../slugs.ts";
import { changePost, revisionOf } from "./change.ts";
import { publishScheduled } from "./due.ts";
import { getWrittenPost } from "./read.ts";
import type { PostRow } from "./rows.ts";
import { tellPost } from "./tell.ts";

/** Writes a new post of the caller's: a draft, scheduled or published at once. */
export async function createPost(ctx: UserCtx, { published, publishAt, ...content }: PostCreate): Promise<Post> {
  assertSafeMarkdown("body", content.body);
  const now = ctx.now();
  if (publishAt) assertFuture(publishAt, now);
  const data = {
    ...content,
    authorId: ctx.actor.id,
    createdAt: now,
    updatedAt: now,
    status: published ? ("published" as const) : publishAt ? ("scheduled" as const) : ("draft" as const),
    publishedAt: published ? now : null,
    publishAt: publishAt ?? null,
  };

  const id = await withFreeName("slug", (free) =>
    createOnce(ctx, async (work) => {
      const post = await work.tx.post.create({ data: { ...data, slug: free(slugOf(content.title)) } });
      await work.tx.postRevision.create({ data: revisionOf(ctx, post) });
      tellPost(work, post.status === "published" ? "post.published" : "post.created", post);
      if (post.publishAt) work.enqueue(publishScheduled, { postId: post.id }, { startAfter: post.publishAt });
      return post;
    }),
  );
  return getWrittenPost(ctx, { id });
}

export type UpdateOptions = {
  /** Whether the slug of a post that has been published stays, so that links last. @default true */
  keepsSlug?: boolean;
};

/** Changes the content. */
export async function updatePost(
  ctx: Ctx,
  { id, ifMatch, ...content }: PostUpdate,
  { keepsSlug = true }: UpdateOptions = {},
): Promise<Post> {
  if (content.body !== undefined) assertSafeMarkdown("body", content.body);
  const change = defined(content);
  return changeContent(ctx, { id, ifMatch }, { keepsSlug, contentOf: () => change });
}

/** Brings back the content of a revision, as a new revision. */
export function revertPost(ctx: Ctx, { id, ifMatch, number }: PostRevert): Promise<Post> {
  return changeContent(
    ctx,
    { id, ifMatch },
    {
      keepsSlug: true,
      async contentOf(post, tx) {
        const key = { postId_number: { postId: post.id, number } };
        const select = { title: true, summary: true, body: true, tags: true };
        return found(await tx.postRevision.findUnique({ where: key, select }), "REVISION_NOT_FOUND");
      },
    },
  );
}

type Content = Partial<Pick<Post, "title" | "summary" | "body" | "tags">>;

type ContentChange = { keepsSlug: boolean; contentOf: (post: PostRow, tx: Tx) => Content | Promise<Content> };

/** Writes new content. The slug follows the title, at least until the post is published for the first time. */
function changeContent(ctx: Ctx, ref: PostChange, { keepsSlug, contentOf }: ContentChange): Promise<Post> {
  return withFreeName("slug", (free) =>
    changePost(ctx, ref, {
      permission: "post:update",
      async decide(post, tx) {
        const content = await contentOf(post, tx);
        const { title = post.title } = content;
        const isRenamed = title !== post.title && (post.publishedAt === null || !keepsSlug);
        return isRenamed ? { ...content, slug: free(slugOf(title)) } : content;
      },
    }),
  );
}

/** Throws INVALID_INPUT about `publishAt` unless it lies ahead. */
export function assertFuture(publishAt: Date, now: Date): void {
  if (publishAt <= now) throw invalidField(["publishAt"], "must be in the future");
}
