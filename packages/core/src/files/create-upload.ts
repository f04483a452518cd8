import { type FileCreateUpload, isFileMime, type UploadTarget } from "@tenon/contract/files";
import type { UserCtx } from "../ctx.ts";
import { pendingMs, reserveFile } from "./reserve.ts";
import { unsupported } from "./sniff.ts";

/** The first of two steps: reserves the room, and says where to send the bytes. `completeFile` is the second. */
export async function createUpload(ctx: UserCtx, input: FileCreateUpload): Promise<UploadTarget> {
  const { name, size, mime, sha256, public: isPublic } = input;
  if (!isFileMime(mime)) throw unsupported("mime", mime);
  const row = await reserveFile(ctx, { name, size, mime, sha256, isPublic });
  const { id } = row;
  const expiresAt = row.expiresAt ?? new Date(ctx.now().getTime() + pendingMs);
  const { storage, links, uploadUrl } = ctx.files;
  const target = (await storage.uploadUrl(`incoming/${id}`, { mime, size, expiresAt })) ?? {
    url: `${uploadUrl}/${links.sign("upload", { id, expiresAt })}`,
    headers: { "content-type": mime },
  };
  return { id, method: "PUT", ...target, expiresAt };
}
