import type { FileId } from "@tenon/contract/files";
import { assertCanOwn, found } from "../access.ts";
import type { UserCtx } from "../ctx.ts";
import { removeBytes } from "./discard.ts";
import { mayRead } from "./read.ts";

/** Deletes a file with its bytes; its room is free at once. A pending upload is called off in the same way. */
export async function deleteFile(ctx: UserCtx, { id }: FileId): Promise<void> {
  const row = await ctx.db.file.findUnique({ where: { id } });
  const file = found(row && (mayRead(ctx, row) ? row : null), "FILE_NOT_FOUND");
  assertCanOwn(ctx.actor, "file:delete", file.ownerId);
  await ctx.db.file.deleteMany({ where: { id } });
  await removeBytes(ctx, id);
}
