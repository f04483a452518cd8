import { AppError } from "@tenon/contract/app-error";
import { errors } from "@tenon/contract/errors";
import type { FileId, StoredFile } from "@tenon/contract/files";
import { found } from "../access.ts";
import type { UserCtx } from "../ctx.ts";
import { acceptBytes, type Source } from "./accept.ts";
import { discardPending, removeUpload } from "./discard.ts";
import { sizeMismatch } from "./measure.ts";
import { type FileRow, toFile } from "./rows.ts";

/** After this whoever was completing the file counts as dead. */
const claimMs = 300_000;

/**
 * The second of two steps: looks at the bytes that were sent. A file that is refused is gone; one that is ready already is
 * answered as it is. Throws FILE_NOT_UPLOADED before they have come, CONFLICT while another call is at it. After any other failure
 * it can be called again.
 */
export async function completeFile(ctx: UserCtx, { id }: FileId): Promise<StoredFile> {
  const row = found(await ctx.db.file.findFirst({ where: { id, ownerId: ctx.actor.id } }), "FILE_NOT_FOUND");
  if (row.status === "ready") return toFile(ctx, row);
  await claim(ctx, id);
  try {
    const file = await acceptBytes(ctx, row, await takeIncoming(ctx, row));
    await removeUpload(ctx, id);
    return file;
  } catch (error) {
    if (isRefusal(error)) await discardPending(ctx, id);
    else await ctx.db.file.updateMany({ where: { id, status: "pending" }, data: { claimedUntil: null } });
    throw error;
  }
}

async function claim(ctx: UserCtx, id: string): Promise<void> {
  const now = ctx.now();
  const free = { OR: [{ claimedUntil: null }, { claimedUntil: { lt: now } }] };
  const { count } = await ctx.db.file.updateMany({
    where: { id, status: "pending", expiresAt: { gt: now }, ...free },
    data: { claimedUntil: new Date(now.getTime() + claimMs) },
  });
  if (count > 0) return;
  const row = await ctx.db.file.findUnique({ where: { id }, select: { claimedUntil: true, expiresAt: true } });
  // Completed, deleted or expired since it was read, or in another's hands.
  if (!row || (row.expiresAt && row.expiresAt <= now)) throw new AppError("FILE_NOT_FOUND");
  throw new AppError("CONFLICT", { retryAfter: 1 });
}

/**
 * Out of reach of whoever still has the address that they were sent to. What a call before this one had not finished with is
 * where that left it.
 */
async function takeIncoming({ files: { storage } }: UserCtx, { id, size }: FileRow): Promise<Source> {
  await storage.move(`incoming/${id}`, `taken/${id}`);
  for (const key of [`taken/${id}`, `files/${id}`] as const) {
    const object = await storage.stat(key);
    if (!object) continue;
    if (object.size !== Number(size)) throw sizeMismatch(Number(size), String(object.size));
    return { key, open: async (range) => found(await storage.open(key, range), "FILE_NOT_UPLOADED") };
  }
  throw new AppError("FILE_NOT_UPLOADED", { retryAfter: 1 });
}

/** Whether it is the bytes that are at fault, and not the moment. */
const isRefusal = (error: unknown): boolean =>
  error instanceof AppError && error.reason !== "FILE_NOT_UPLOADED" && errors[error.reason].status < 499;
