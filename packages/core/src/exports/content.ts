import { AppError } from "@tenon/contract/app-error";
import { assertSecondFactor, found } from "../access.ts";
import { audit } from "../audit.ts";
import type { Actor, Ctx } from "../ctx.ts";
import type { FileContent } from "../files/content.ts";

/** The bytes of one's own latest export that is ready. Nobody else reads them: no impersonator, and no key or token of some scopes. */
export async function readExport(ctx: Omit<Ctx, "actor">, actor: Actor): Promise<FileContent> {
  if (actor.kind !== "user") throw new AppError("UNAUTHENTICATED");
  if (actor.session.actorId !== null) throw new AppError("IMPERSONATION_DENIED");
  if (actor.session.scopes !== null) throw new AppError("SCOPE_MISSING");
  assertSecondFactor(ctx, actor);
  const [row] = await ctx.db.dataExport.findMany({
    where: { userId: actor.id, status: "ready", expiresAt: { gt: ctx.now() } },
    orderBy: { createdAt: "desc" },
    take: 1,
  });
  const { id, size, sha256, createdAt } = found(row, "EXPORT_NOT_FOUND");
  return {
    name: `tenon-${actor.username}-${createdAt.toISOString().slice(0, 10)}.zip`,
    mime: "application/zip",
    size: Number(size),
    tag: `${sha256}`,
    isPublic: false,
    isUnstored: true,
    async open(range) {
      const stream = found(await ctx.files.storage.open(`exports/${id}`, range), "EXPORT_NOT_FOUND");
      // The parts of a download that was broken off are not told again.
      const isBegin = range === undefined || range.start === 0;
      const target = { type: "export", id };
      if (isBegin)
        await audit({ ...ctx, actor }, ctx.db, { action: "account.export-read", subjectId: actor.id, target });
      return stream;
    },
  };
}
