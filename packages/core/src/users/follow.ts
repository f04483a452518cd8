import { AppError } from "@tenon/contract/app-error";
import type { UserAccount, UserRef } from "@tenon/contract/users";
import type { UserCtx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { getUser } from "./read.ts";

/** Follows a user; doing it twice is fine. */
export async function followUser(ctx: UserCtx, ref: UserRef): Promise<UserAccount> {
  const user = await getUser(ctx, ref);
  if (user.id === ctx.actor.id) throw new AppError("SELF_FOLLOW");
  const data = { followerId: ctx.actor.id, followeeId: user.id };
  await inTransaction(ctx, async (work) => {
    const { count } = await work.tx.follow.createMany({ data, skipDuplicates: true });
    if (count > 0) work.emit({ type: "user.followed", data });
  });
  return { ...user, following: true };
}

export async function unfollowUser(ctx: UserCtx, ref: UserRef): Promise<UserAccount> {
  const user = await getUser(ctx, ref);
  await ctx.db.follow.deleteMany({ where: { followerId: ctx.actor.id, followeeId: user.id } });
  return { ...user, following: false };
}
