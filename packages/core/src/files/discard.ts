import type { Ctx } from "../ctx.ts";
import type { Area } from "./storage.ts";

type Needs = Pick<Ctx, "db" | "files" | "log">;

const uploadAreas: Area[] = ["incoming", "taken"];
const areas: Area[] = [...uploadAreas, "files", "thumbnails"];

/** Takes a pending file back: its row, its bytes, and what they took of the quota. Not one that has become ready meanwhile. */
export async function discardPending(ctx: Needs, id: string): Promise<void> {
  const { count } = await ctx.db.file.deleteMany({ where: { id, status: "pending" } });
  const isReady = count === 0 && (await ctx.db.file.count({ where: { id } })) > 0;
  if (!isReady) await removeBytes(ctx, id);
}

/** Removes what only an upload needs. */
export const removeUpload = (ctx: Pick<Ctx, "files" | "log">, id: string): Promise<void> =>
  remove(ctx, id, uploadAreas);

/** Removes all that is stored of a file. What the storage cannot remove now the janitor will: nobody waits for it. */
export const removeBytes = (ctx: Pick<Ctx, "files" | "log">, id: string): Promise<void> => remove(ctx, id, areas);

async function remove({ files, log }: Pick<Ctx, "files" | "log">, id: string, from: Area[]): Promise<void> {
  const results = await Promise.allSettled(from.map((area) => files.storage.remove(`${area}/${id}`)));
  for (const result of results)
    if (result.status === "rejected")
      log.warn({ err: result.reason, file: id }, "bytes of a file could not be removed");
}
