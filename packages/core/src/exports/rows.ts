import type { DataExport } from "@tenon/contract/exports";
import type { Prisma } from "@tenon/db";
import type { Ctx } from "../ctx.ts";

type Row = Prisma.DataExportGetPayload<object>;

/** An export as its owner sees it. */
export const toDataExport = ({ links }: Pick<Ctx, "links">, row: Row): DataExport => ({
  id: row.id,
  status: row.status,
  size: row.size === null ? null : Number(row.size),
  sha256: row.sha256,
  url: row.status === "ready" ? links.dataExport() : null,
  createdAt: row.createdAt,
  readyAt: row.readyAt,
  expiresAt: row.expiresAt,
});
