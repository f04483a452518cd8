import type { Ctx } from "../ctx.ts";
import { discardPending } from "./discard.ts";
import type { Area, ObjectKey } from "./storage.ts";

const batch = 100;
/** Younger objects may belong to an upload that is on its way. */
const graceMs = 3_600_000;

type Needs = Pick<Ctx, "db" | "files" | "log" | "now" | "signal">;

/** Takes pending files back that are past their time. Each statement touches one row; it may run on all nodes at once. */
export async function discardExpired(ctx: Needs): Promise<number> {
  const where = { status: "pending", expiresAt: { lt: ctx.now() } } as const;
  let count = 0;
  for (;;) {
    ctx.signal.throwIfAborted();
    const rows = await ctx.db.file.findMany({ where, select: { id: true }, take: batch });
    for (const { id } of rows) await discardPending(ctx, id);
    count += rows.length;
    if (rows.length < batch) return count;
  }
}

/** Removes objects that nobody has a row of: of deleted users, and of processes that died on the way. */
export async function removeOrphans(ctx: Needs): Promise<number> {
  const before = new Date(ctx.now().getTime() - graceMs);
  let count = 0;
  let keys: ObjectKey[] = [];
  const flush = async () => {
    count += await removeUnknown(ctx, keys);
    keys = [];
  };
  for await (const { key, modifiedAt } of ctx.files.storage.list()) {
    ctx.signal.throwIfAborted();
    if (modifiedAt < before) keys.push(key);
    if (keys.length === batch) await flush();
  }
  await flush();
  return count;
}

async function removeUnknown(ctx: Needs, keys: ObjectKey[]): Promise<number> {
  const ids = [...new Set(keys.map((key) => split(key).id))];
  const rows = await ctx.db.file.findMany({
    where: { id: { in: ids } },
    select: { id: true, status: true, kind: true },
  });
  const known = new Map(rows.map((row) => [row.id, row]));
  const exports = await ctx.db.dataExport.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const knownExports = new Set(exports.map(({ id }) => id));
  const orphans = keys.filter((key) => {
    const { area, id } = split(key);
    if (area === "exports") return !knownExports.has(id);
    const row = known.get(id);
    // A ready file needs nothing of its upload any more; its sender may have sent it again.
    return row === undefined || (row.status === "ready" && isUploadArea(area));
  });
  for (const key of orphans) await ctx.files.storage.remove(key);
  return orphans.length;
}

/** Tells of ready files without their bytes. Their rows stay, for a backup may have what is missing. */
export async function reportMissing(ctx: Needs): Promise<number> {
  let count = 0;
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const where = { status: "ready", id: { gt: last } } as const;
    const rows = await ctx.db.file.findMany({ where, select: { id: true }, orderBy: { id: "asc" }, take: batch });
    for (const { id } of rows) {
      ctx.signal.throwIfAborted();
      if (await ctx.files.storage.stat(`files/${id}`)) continue;
      // Not when it was deleted while we looked.
      if ((await ctx.db.file.count({ where: { id } })) === 0) continue;
      ctx.log.error({ file: id }, "the bytes of a file are gone");
      count += 1;
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < batch) return count;
  }
}

const isUploadArea = (area: Area) => area === "incoming" || area === "taken" || area === "tmp";

function split(key: ObjectKey): { area: Area; id: string } {
  const [area, id = ""] = key.split("/");
  return { area: area as Area, id };
}
