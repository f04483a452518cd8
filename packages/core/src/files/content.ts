import type { Readable } from "node:stream";
import { AppError } from "@tenon/contract/app-error";
import { found } from "../access.ts";
import type { Actor, Ctx } from "../ctx.ts";
import { isUuid } from "../uuid.ts";
import { mayRead } from "./read.ts";
import { type FileRow, hasThumbnail } from "./rows.ts";
import type { ByteRange, ObjectKey } from "./storage.ts";

export type FilePart = "content" | "thumbnail";

/** Who asks is found out only where it matters. */
export type ContentRequest = { id: string; part: FilePart; token?: string | undefined; identify: () => Promise<Actor> };

/** The bytes of a file, and what to say of them. */
export type FileContent = {
  name: string;
  mime: string;
  size: number;
  /** Names these very bytes. */
  tag: string;
  isPublic: boolean;
  /** No cache keeps it, not even its reader's own. */
  isUnstored?: boolean;
  /** Throws FILE_NOT_FOUND when they are gone. */
  open: (range?: ByteRange) => Promise<Readable>;
};

/** What there is to read of a file, for whoever may: it is public, one's own, or the token is a link to it. */
export async function readContent(ctx: Omit<Ctx, "actor">, request: ContentRequest): Promise<FileContent> {
  const row = await readyFile(ctx, request);
  const { id, name, mime, isPublic, sha256 } = row;
  if (request.part === "content")
    return { name, mime, isPublic, size: Number(row.size), tag: `${sha256}`, open: opener(ctx, `files/${id}`) };
  const key = `thumbnails/${id}` as const;
  const { size } = found(hasThumbnail(row) ? await ctx.files.storage.stat(key) : null, "FILE_NOT_FOUND");
  return { name, mime: "image/webp", isPublic, size, tag: `${sha256}-thumbnail`, open: opener(ctx, key) };
}

async function readyFile(ctx: Omit<Ctx, "actor">, { id, part, token, identify }: ContentRequest): Promise<FileRow> {
  const isLinked = token !== undefined && ctx.files.links.verify(part, token, ctx.now())?.id === id;
  if (token !== undefined && !isLinked) throw new AppError("FILE_LINK_INVALID");
  const row = isUuid(id) ? await ctx.db.file.findUnique({ where: { id, owner: { deletionAt: null } } }) : null;
  const ready = found(row?.status === "ready" ? row : null, "FILE_NOT_FOUND");
  const isAllowed = isLinked || mayRead({ actor: ready.isPublic ? anonymous : await identify() }, ready);
  return found(isAllowed ? ready : null, "FILE_NOT_FOUND");
}

const anonymous: Actor = { kind: "anonymous" };

const opener =
  ({ files, log }: Pick<Ctx, "files" | "log">, key: ObjectKey): FileContent["open"] =>
  async (range) => {
    const stream = await files.storage.open(key, range);
    if (!stream) log.error({ key }, "the bytes of a file are gone");
    return found(stream, "FILE_NOT_FOUND");
  };
