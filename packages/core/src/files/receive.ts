import { AppError } from "@tenon/contract/app-error";
import type { Ctx } from "../ctx.ts";
import { discardPending } from "./discard.ts";
import { sizeMismatch } from "./measure.ts";

type Needs = Pick<Ctx, "db" | "files" | "log" | "now" | "signal">;

type Sent = {
  token: string;
  bytes: AsyncIterable<Uint8Array>;
  /** As the sender says it. */ size?: number | undefined;
};

/**
 * Takes the bytes that an upload link was made for. The link works once: an upload that breaks off is gone with all it has
 * reserved. Throws FILE_LINK_INVALID or SIZE_MISMATCH.
 */
export async function receiveBytes(ctx: Needs, { token, bytes, size }: Sent): Promise<void> {
  const { storage, links } = ctx.files;
  const now = ctx.now();
  const link = links.verify("upload", token, now);
  if (!link) throw new AppError("FILE_LINK_INVALID");
  const { id } = link;
  const [row] = await ctx.db.file.updateManyAndReturn({
    where: { id, status: "pending", linkUsedAt: null, expiresAt: { gt: now } },
    data: { linkUsedAt: now },
    select: { size: true, mime: true },
  });
  if (!row) throw new AppError("FILE_LINK_INVALID");
  try {
    const expected = Number(row.size);
    if (size !== undefined && size !== expected) throw sizeMismatch(expected, String(size));
    await storage.put(`incoming/${id}`, bytes, { size: expected, mime: row.mime, signal: ctx.signal });
  } catch (error) {
    await discardPending(ctx, id);
    throw error;
  }
}
