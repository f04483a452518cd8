import type { StoredFile } from "@tenon/contract/files";
import type { Prisma } from "@tenon/db";
import type { Ctx } from "../ctx.ts";

export type FileRow = Prisma.FileGetPayload<object>;

/** A file as callers see it. */
export function toFile({ files }: Pick<Ctx, "files">, row: FileRow): StoredFile {
  const url = `${files.contentUrl}/${row.id}`;
  const isReady = row.status === "ready";
  return {
    id: row.id,
    name: row.name,
    mime: row.mime,
    kind: row.kind,
    size: Number(row.size),
    sha256: isReady ? row.sha256 : null,
    status: row.status,
    public: row.isPublic,
    width: row.width,
    height: row.height,
    url: `${url}/content`,
    thumbnailUrl: hasThumbnail(row) ? `${url}/thumbnail` : null,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}

/** Every image has one, and nothing else has. */
export const hasThumbnail = (row: Pick<FileRow, "status" | "kind">): boolean =>
  row.status === "ready" && row.kind === "image";
