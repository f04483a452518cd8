import type { Activity, ActivityList, ActivityPage, AuditEvent, AuditList, AuditPage } from "@tenon/contract/audit-log";
import { Prisma, readRows } from "@tenon/db";
import type { Ctx, UserCtx } from "../ctx.ts";
import { limitTo, listPage } from "../paging.ts";
import { auditColumns, type AuditRow } from "./chain.ts";

type NamedRow = AuditRow & {
  seq: number | null;
  actorName: string | null;
  impersonatorName: string | null;
  subjectName: string | null;
};

/** What was noted, the newest first. */
export async function listAudit(
  ctx: Ctx,
  { limit: wanted, cursor, direction: _, ...filter }: AuditList,
): Promise<AuditPage> {
  const page = await listPage<NamedRow>(
    ctx,
    { limit: wanted, cursor },
    {
      scope: `audit:${JSON.stringify(filter)}`,
      keyOf,
      rows: ({ after, limit }) =>
        readRows<NamedRow>(
          ctx.db,
          Prisma.sql`SELECT e.*, a.username AS "actorName", i.username AS "impersonatorName", s.username AS "subjectName"
          FROM (${newest(filtersOf(filter), after, limit)}) e LEFT JOIN users a ON a.id = e."actorId"
          LEFT JOIN users i ON i.id = e."impersonatorId" LEFT JOIN users s ON s.id = e."subjectId"
          ORDER BY e.at DESC, e.id DESC`,
        ),
    },
  );
  return { ...page, items: page.items.map(toEvent) };
}

/** What was done to one's own account, the newest first. */
export async function listActivity(
  ctx: UserCtx,
  { limit: wanted, cursor, from, to }: ActivityList,
): Promise<ActivityPage> {
  const filter = { subject: ctx.actor.id, from, to };
  const page = await listPage<NamedRow>(
    ctx,
    { limit: wanted, cursor },
    {
      scope: `activity:${JSON.stringify(filter)}`,
      keyOf,
      rows: ({ after, limit }) => readRows<NamedRow>(ctx.db, newest(filtersOf(filter), after, limit)),
    },
  );
  return { ...page, items: page.items.map((row) => toActivity(row, ctx.actor.id)) };
}

const keyOf = ({ at, id }: AuditRow) => [at.toISOString(), id];

type Filter = Omit<Partial<AuditList>, "limit" | "cursor" | "direction">;

function filtersOf({ actor, impersonator, subject, action, outcome, from, to }: Filter): Prisma.Sql[] {
  const filters: Prisma.Sql[] = [];
  if (actor !== undefined) filters.push(Prisma.sql`e.actor_id = ${actor}::uuid`);
  if (impersonator !== undefined) filters.push(Prisma.sql`e.impersonator_id = ${impersonator}::uuid`);
  if (subject !== undefined) filters.push(Prisma.sql`e.subject_id = ${subject}::uuid`);
  if (action !== undefined) filters.push(Prisma.sql`e.action = ${action}`);
  // Written out, so that the index of failures is seen to serve.
  if (outcome !== undefined)
    filters.push(outcome === "failure" ? Prisma.sql`e.outcome = 'failure'` : Prisma.sql`e.outcome = 'success'`);
  if (from) filters.push(Prisma.sql`e.at >= ${from}::timestamptz`);
  if (to) filters.push(Prisma.sql`e.at < ${to}::timestamptz`);
  return filters;
}

function newest(filters: Prisma.Sql[], after: (string | number)[] | undefined, limit: number): Prisma.Sql {
  const start = after ? [Prisma.sql`(e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : [];
  const where = Prisma.join([Prisma.sql`true`, ...filters, ...start], " AND ");
  return Prisma.sql`SELECT ${auditColumns}, e.seq::float8 AS "seq" FROM audit_events e WHERE ${where}
    ORDER BY e.at DESC, e.id DESC ${limitTo(limit)}`;
}

const partyOf = (id: string | null, username: string | null) => (id === null ? null : { id, username });

const toEvent = (row: NamedRow): AuditEvent => ({
  id: row.id,
  seq: row.seq,
  at: row.at,
  action: row.action,
  outcome: row.outcome,
  actor: partyOf(row.actorId, row.actorName),
  impersonator: partyOf(row.impersonatorId, row.impersonatorName),
  subject: partyOf(row.subjectId, row.subjectName),
  target: row.targetType === null ? null : { type: row.targetType, id: row.targetId ?? "" },
  ip: row.ip,
  userAgent: row.userAgent,
  requestId: row.requestId,
  sessionId: row.sessionId,
  meta: row.meta as AuditEvent["meta"],
});

/** Without what tells where administrators are. */
export function toActivity(row: AuditRow, ownId: string): Activity {
  const isAdministrator = row.impersonatorId !== null || (row.actorId !== null && row.actorId !== ownId);
  const { id, at, action, outcome } = row;
  const by = isAdministrator ? "administrator" : row.actorId === null ? "nobody" : "you";
  return {
    id,
    at,
    action,
    outcome,
    by,
    ip: isAdministrator ? null : row.ip,
    userAgent: isAdministrator ? null : row.userAgent,
    sessionId: isAdministrator ? null : row.sessionId,
  };
}
