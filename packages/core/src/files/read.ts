import type { FileId, FileLinks, FileList, FileUsage, StoredFile } from "@tenon/contract/files";
import { canOwn, found } from "../access.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { type Listed, listPage, olderThan } from "../paging.ts";
import { type FileRow, toFile } from "./rows.ts";

/** How long a link to a private file holds. */
const linkMs = 15 * 60_000;

/** A file that is public or one's own. */
export const getFile = async (ctx: Ctx, { id }: FileId): Promise<StoredFile> =>
  toFile(ctx, await readableFile(ctx, id));

/** One's own files that are ready, the newest first. */
export async function listFiles(ctx: UserCtx, { kind, ...position }: FileList): Promise<Listed<StoredFile>> {
  const ownerId = ctx.actor.id;
  const page = await listPage<FileRow>(ctx, position, {
    scope: `files:${ownerId}:${kind ?? "*"}`,
    keyOf: (row) => [row.createdAt.toISOString(), row.id],
    rows: ({ after, limit }) =>
      ctx.db.file.findMany({
        where: { ownerId, status: "ready", ...(kind && { kind }), ...(after && olderThan(after)) },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: limit,
      }),
  });
  return { ...page, items: page.items.map((row) => toFile(ctx, row)) };
}

/** How much of the quota one's own files take. */
export async function getFileUsage({ db, actor, files: { quotaBytes } }: UserCtx): Promise<FileUsage> {
  const [usage, files] = await Promise.all([
    db.fileUsage.findUnique({ where: { userId: actor.id } }),
    db.file.count({ where: { ownerId: actor.id } }),
  ]);
  return { usedBytes: Number(usage?.bytes ?? 0n), quotaBytes, files };
}

/** Addresses that hold for a while and need no session: for an `<img>` on another site, or a player. */
export async function linkFile(ctx: Ctx, { id }: FileId): Promise<FileLinks> {
  const row = await readableFile(ctx, id);
  const file = toFile(ctx, found(row.status === "ready" ? row : null, "FILE_NOT_FOUND"));
  const expiresAt = new Date(ctx.now().getTime() + linkMs);
  const signed = (part: "content" | "thumbnail") =>
    `${ctx.files.contentUrl}/${id}/${part}?token=${ctx.files.links.sign(part, { id, expiresAt })}`;
  return { url: signed("content"), thumbnailUrl: file.thumbnailUrl && signed("thumbnail"), expiresAt };
}

/** The row, if it is public or the actor may read it; to all others it is not there. */
async function readableFile(ctx: Ctx, id: string): Promise<FileRow> {
  const row = found(await ctx.db.file.findUnique({ where: { id, owner: { deletionAt: null } } }), "FILE_NOT_FOUND");
  return found(mayRead(ctx, row) ? row : null, "FILE_NOT_FOUND");
}

export const mayRead = ({ actor }: Pick<Ctx, "actor">, row: FileRow): boolean =>
  (row.isPublic && row.status === "ready") || canOwn(actor, "file:read", row.ownerId);
