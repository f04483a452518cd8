import { AppError } from "@tenon/contract/app-error";
import { fileTypes, type FileMime } from "@tenon/contract/files";
import type { UserCtx } from "../ctx.ts";
import { assertWithinQuota } from "./quota.ts";
import type { FileRow } from "./rows.ts";

/** How long there is to send and complete a file. */
export const pendingMs = 3_600_000;

type Reservation = { name: string; mime: FileMime; size: number; sha256?: string | undefined; isPublic: boolean };

/** Makes a pending file of which the bytes count against its owner's quota. Throws FILE_TOO_LARGE or QUOTA_EXCEEDED. */
export async function reserveFile(ctx: UserCtx, { size, ...file }: Reservation): Promise<FileRow> {
  const { maxBytes } = ctx.files;
  if (size > maxBytes) {
    const fields = [{ path: ["size"], code: "too_big", message: `must be at most ${maxBytes} bytes` }];
    throw new AppError("FILE_TOO_LARGE", { fields });
  }
  const expiresAt = new Date(ctx.now().getTime() + pendingMs);
  const { kind } = fileTypes[file.mime];
  const data = { ...file, sha256: file.sha256 ?? null, size, kind, ownerId: ctx.actor.id, expiresAt };
  return ctx.db.$transaction(async (tx) => {
    const row = await tx.file.create({ data });
    await assertWithinQuota(tx, ctx, row.ownerId);
    return row;
  });
}
