import { type Db, deleteInBatches, inBatches, Prisma, readRows } from "@tenon/db";
import type { Ctx } from "../ctx.ts";
import { isOfSomebody } from "../users/rows.ts";
import type { Cursor } from "./cursor.ts";

/** An event on its way to those who follow its channel. */
export type FeedEvent = {
  cursor: Cursor;
  channel: string;
  type: string;
  data: unknown;
  at: Date;
  /** Of an event about a post: whether everybody may read that post at this moment. */
  isPublic: boolean;
};

export type EventPage = {
  events: FeedEvent[];
  /** Others are written, but a transaction that began before them may yet write earlier ones. */
  isWithheld: boolean;
};

type Row = { xid: string; id: string | null } & Omit<FeedEvent, "cursor"> & { isWithheld: boolean };

/**
 * The events after a cursor, in their order, as far as it is settled: below every transaction that still runs.
 * @param channel all channels without it
 */
export async function readEvents(
  db: Db,
  { after, limit, channel }: { after: Cursor; limit: number; channel?: string },
): Promise<EventPage> {
  const only = channel === undefined ? Prisma.empty : Prisma.sql`AND e.channel = ${channel}`;
  const rows = await readRows<Row>(
    db,
    Prisma.sql`
      SELECT s."isWithheld", page.* FROM (
        SELECT EXISTS (
          SELECT 1 FROM events
          WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) AND xid < pg_snapshot_xmax(pg_current_snapshot())
        ) AS "isWithheld"
      ) s LEFT JOIN LATERAL (
        SELECT e.xid::text AS "xid", e.id::text AS "id", e.channel, e.type, e.data, e.created_at AS "at",
          p.id IS NOT NULL AS "isPublic"
        FROM events e LEFT JOIN posts p
          ON e.channel = 'posts' AND p.id = (e.data->>'id')::uuid AND p.status = 'published' AND p.deleted_at IS NULL
            AND ${isOfSomebody}
        WHERE (e.xid, e.id) > (${String(after.xid)}::xid8, ${String(after.id)}::bigint)
          AND e.xid < pg_snapshot_xmin(pg_current_snapshot()) ${only}
        ORDER BY e.xid, e.id LIMIT ${limit}
      ) page ON true ORDER BY page.xid::xid8, page.id::bigint`,
  );
  const events = rows.flatMap(({ xid, id, channel: on, type, data, at, isPublic }) =>
    id === null ? [] : [{ cursor: { xid: BigInt(xid), id: BigInt(id) }, channel: on, type, data, at, isPublic }],
  );
  return { events, isWithheld: rows[0]?.isWithheld ?? false };
}

/** Where somebody begins who follows from now on. */
export async function presentCursor(db: Db): Promise<Cursor> {
  const [row] = await readRows<{ xid: string }>(
    db,
    Prisma.sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS "xid"`,
  );
  return { xid: BigInt(row?.xid ?? 0), id: 0n };
}

/** How long events are kept: how far back a stream may resume. */
const keptMs = 86_400_000;

/**
 * Whether nothing after the cursor has been swept: something before it, or it, is still there, or nothing was ever swept, of which
 * the last would still be there. Nor is a cursor of use that lies ahead: it is from before a restore, which counts transactions anew.
 */
export async function isResumable(db: Db, { xid }: Cursor): Promise<boolean> {
  const keptSince = new Date(Date.now() - keptMs);
  const [row] = await readRows<{ isResumable: boolean }>(
    db,
    Prisma.sql`
      SELECT ${String(xid)}::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) AND (
        EXISTS (SELECT 1 FROM events WHERE xid <= ${String(xid)}::xid8)
        OR COALESCE((SELECT created_at FROM events ORDER BY xid, id LIMIT 1) > ${keptSince}::timestamptz, true)
      ) AS "isResumable"`,
  );
  return row?.isResumable ?? false;
}

/**
 * Deletes events that are a day old, in their order, so that what is left has no gap: all but the last of them, which tells that
 * there were others. And those of transactions that are still to come, which a restored database has of its former life.
 * Returns how many.
 */
export async function sweepEvents({ db, now }: Pick<Ctx, "db" | "now">): Promise<number> {
  const before = new Date(now().getTime() - keptMs);
  const restored = await deleteInBatches(db, "events", Prisma.sql`xid >= pg_snapshot_xmax(pg_current_snapshot())`);
  const old = await inBatches(
    (limit) => db.$executeRaw`
      DELETE FROM events WHERE id IN (
        SELECT id FROM events WHERE xid < (SELECT max(xid) FROM events WHERE created_at < ${before}::timestamptz)
        ORDER BY xid, id LIMIT ${limit}
      )`,
  );
  return restored + old;
}
