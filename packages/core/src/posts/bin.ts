import { AppError } from "@tenon/contract/app-error";
import type { Post, PostChange } from "@tenon/contract/posts";
import { deleteInBatches, Prisma } from "@tenon/db";
import type { Ctx } from "../ctx.ts";
import { changePost } from "./change.ts";

/** How long the bin keeps a post. */
const binMs = 30 * 86_400_000;

/** Moves a post to the bin. */
export async function deletePost(ctx: Ctx, input: PostChange): Promise<void> {
  await changePost(ctx, input, { permission: "post:delete", decide: () => ({ deletedAt: ctx.now() }) });
}

/** Takes a post out of the bin, as it was. */
export function restorePost(ctx: Ctx, input: PostChange): Promise<Post> {
  return changePost(ctx, input, {
    permission: "post:delete",
    inBin: true,
    decide: (post) => {
      if (post.deletedAt === null) throw new AppError("POST_NOT_DELETED");
      if (ctx.now().getTime() - post.deletedAt.getTime() > binMs) throw new AppError("POST_NOT_FOUND");
      return { deletedAt: null };
    },
  });
}

/** Deletes for good what has been in the bin for 30 days; returns how many. */
export function purgeBin({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> {
  const before = new Date(now().getTime() - binMs);
  return deleteInBatches(db, "posts", Prisma.sql`deleted_at < ${before}::timestamptz`);
}
