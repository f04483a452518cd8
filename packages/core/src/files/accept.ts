import { buffer } from "node:stream/consumers";
import { AppError } from "@tenon/contract/app-error";
import { fileTypes, type FileMime, type StoredFile } from "@tenon/contract/files";
import type { Ctx } from "../ctx.ts";
import { drain, hashed } from "./measure.ts";
import { assertWithinQuota } from "./quota.ts";
import { type FileRow, toFile } from "./rows.ts";
import { headBytes, sniffType } from "./sniff.ts";
import type { ByteRange, ObjectKey } from "./storage.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** Where the bytes of a pending file are: with whoever sends them, or in the storage under `key`. */
export type Source = { open: (range?: ByteRange) => Promise<Bytes>; key?: ObjectKey };

/** What became of the bytes. */
type Content = Pick<FileRow, "mime" | "kind" | "sha256" | "width" | "height"> & { size: number };

/** Looks at the bytes of a pending file, stores what is to be kept of them, and makes the file ready. */
export async function acceptBytes(ctx: Ctx, row: FileRow, source: Source): Promise<StoredFile> {
  const head = await buffer(await source.open({ start: 0, end: Math.min(headBytes, Number(row.size)) - 1 }));
  const mime = await sniffType(head, row.mime, "file");
  const store = fileTypes[mime].kind === "image" ? storeImage : storeAsIs;
  const content = await store(ctx, { ...row, mime }, source);
  return toFile(ctx, await makeReady(ctx, row, content));
}

type Typed = FileRow & { mime: FileMime };

async function storeAsIs({ files, signal }: Ctx, row: Typed, source: Source): Promise<Content> {
  const { id, mime } = row;
  const size = Number(row.size);
  const { bytes, digest } = hashed(await source.open());
  if (source.key) await drain(bytes);
  else await files.storage.put(`files/${id}`, bytes, { size, mime, signal });
  const sha256 = checkedDigest(row, digest());
  if (source.key && source.key !== `files/${id}`) await files.storage.move(source.key, `files/${id}`);
  return { mime, kind: fileTypes[mime].kind, size, sha256, width: null, height: null };
}

async function storeImage({ files, signal }: Ctx, row: Typed, source: Source): Promise<Content> {
  const { id, mime, ownerId } = row;
  const sent = hashed(await source.open());
  await using image = await files.images.encode(sent.bytes, { mime, ownerId });
  checkedDigest(row, sent.digest());

  const { width, height, size, thumbnail } = image;
  const stored = hashed(image.open());
  await files.storage.put(`files/${id}`, stored.bytes, { size, mime, signal });
  const thumbnailOptions = { size: thumbnail.length, mime: "image/webp", signal };
  await files.storage.put(`thumbnails/${id}`, chunk(thumbnail), thumbnailOptions);
  return { mime, kind: "image", size, sha256: stored.digest(), width, height };
}

function checkedDigest({ sha256 }: FileRow, actual: string): string {
  if (sha256 === null || sha256 === actual) return actual;
  const fields = [{ path: ["sha256"], code: "checksum_mismatch", message: `is not that of the bytes, ${actual}` }];
  throw new AppError("CHECKSUM_MISMATCH", { fields });
}

/** Throws FILE_NOT_FOUND when the file has expired or was deleted meanwhile. */
async function makeReady(ctx: Ctx, { id }: FileRow, { size, ...content }: Content): Promise<FileRow> {
  const data = { ...content, size, status: "ready", expiresAt: null, claimedUntil: null, linkUsedAt: null } as const;
  return ctx.db.$transaction(async (tx) => {
    const [row] = await tx.file.updateManyAndReturn({ where: { id, status: "pending" }, data });
    if (!row) throw new AppError("FILE_NOT_FOUND");
    await assertWithinQuota(tx, ctx, row.ownerId);
    return row;
  });
}

async function* chunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
