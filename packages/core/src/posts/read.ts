import type {
  Post,
  PostRef,
  PostRevision,
  PostRevisionPage,
  PostRevisionRef,
  PostRevisions,
} from "@tenon/contract/posts";
import { Prisma } from "@tenon/db";
import { assertCanOwn, canOwn, found, viewerId } from "../access.ts";
import type { Ctx } from "../ctx.ts";
import { listPage } from "../paging.ts";
import { isId } from "../slugs.ts";
import { selectPosts, toPost } from "./rows.ts";

/** The condition that `posts p` is the one that an id or a slug names. */
export const postIs = (ref: string): Prisma.Sql =>
  isId(ref) ? Prisma.sql`p.id = ${ref}::uuid` : Prisma.sql`p.slug = ${ref}`;

/** A post by id or slug, or null. What is not public exists only for its author and for editors. */
export async function findPost(ctx: Ctx, ref: PostRef): Promise<Post | null> {
  const post = await selectPost(ctx, ref);
  return post && (isPublic(post) || canOwn(ctx.actor, "post:read", post.author.id)) ? post : null;
}

/** A post that the caller has just written, which a key may do that reads no drafts. */
export const getWrittenPost = async (ctx: Ctx, ref: PostRef): Promise<Post> =>
  found(await selectPost(ctx, ref), "POST_NOT_FOUND");

async function selectPost(ctx: Ctx, { id }: PostRef): Promise<Post | undefined> {
  const rest = Prisma.sql`WHERE ${postIs(id)}`;
  const [row] = await selectPosts(ctx.db, { viewer: viewerId(ctx), withBody: true, rest });
  return row && toPost(row);
}

/** A post that the caller may read. Throws POST_NOT_FOUND. */
export const getPost = async (ctx: Ctx, ref: PostRef): Promise<Post> =>
  found(await findPost(ctx, ref), "POST_NOT_FOUND");

/** Whether everybody may see a post. */
export const isPublic = ({ status, deletedAt }: Pick<Post, "status" | "deletedAt">): boolean =>
  status === "published" && deletedAt === null;

/** A post that everybody may see. */
export async function getPublicPost(ctx: Ctx, ref: PostRef): Promise<Post> {
  const post = await getPost(ctx, ref);
  return found(isPublic(post) ? post : null, "POST_NOT_FOUND");
}

const editor = { select: { id: true, username: true, name: true } } as const;

/** What a post said before, newest first, without the bodies. */
export async function listRevisions(ctx: Ctx, { id, ...position }: PostRevisions): Promise<PostRevisionPage> {
  const post = await editablePost(ctx, { id });
  return listPage(ctx, position, {
    scope: `revisions:${post.id}`,
    keyOf: (revision) => [revision.number],
    rows: ({ after, limit }) =>
      ctx.db.postRevision.findMany({
        where: { postId: post.id, ...(after && { number: { lt: Number(after[0]) } }) },
        orderBy: { number: "desc" },
        take: limit,
        omit: { postId: true, editorId: true, body: true },
        include: { editor },
      }),
  });
}

export async function getRevision(ctx: Ctx, { id, number }: PostRevisionRef): Promise<PostRevision> {
  const post = await editablePost(ctx, { id });
  const revision = await ctx.db.postRevision.findUnique({
    where: { postId_number: { postId: post.id, number } },
    omit: { postId: true, editorId: true },
    include: { editor },
  });
  return found(revision, "REVISION_NOT_FOUND");
}

async function editablePost(ctx: Ctx, ref: PostRef): Promise<Post> {
  const post = await getPost(ctx, ref);
  assertCanOwn(ctx.actor, "post:update", post.author.id);
  return post;
}
