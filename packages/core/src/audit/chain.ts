import { hash } from "node:crypto";
import { type Db, Prisma, type Tx } from "@tenon/db";

/** What is noted, as its row has it. */
export type AuditRow = {
  id: string;
  at: Date;
  action: string;
  outcome: "success" | "failure";
  actorId: string | null;
  impersonatorId: string | null;
  subjectId: string | null;
  targetType: string | null;
  targetId: string | null;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  sessionId: string | null;
  meta: unknown;
};

/** A row with its place in the chain. */
export type SealedRow = AuditRow & Link;

/** A place in the chain, and the hash of all that is up to there. */
export type Link = { seq: number; hash: string };

/** Before the first row. */
export const origin: Link = { seq: 0, hash: "0".repeat(64) };

/** The columns of `audit_events e` that are sealed. */
export const auditColumns = Prisma.sql`e.id, e.at, e.action, e.outcome::text AS "outcome", e.actor_id AS "actorId",
  e.impersonator_id AS "impersonatorId", e.subject_id AS "subjectId", e.target_type AS "targetType",
  e.target_id AS "targetId", e.ip, e.user_agent AS "userAgent", e.request_id AS "requestId", e.session_id AS "sessionId", e.meta`;

const linkColumns = Prisma.sql`e.seq::float8 AS "seq", e.hash`;

/** Columns that say nothing are left out, so that a column more changes no hash of before. */
export const contentOf = (row: AuditRow): string =>
  canonical({
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    outcome: row.outcome,
    actorId: row.actorId ?? undefined,
    impersonatorId: row.impersonatorId ?? undefined,
    subjectId: row.subjectId ?? undefined,
    targetType: row.targetType ?? undefined,
    targetId: row.targetId ?? undefined,
    ip: row.ip ?? undefined,
    userAgent: row.userAgent ?? undefined,
    requestId: row.requestId ?? undefined,
    sessionId: row.sessionId ?? undefined,
    meta: row.meta,
  });

/** Hex SHA-256 of `<hash before>\n<place>\n<content>`. */
export const hashOf = (previous: string, seq: number, content: string): string =>
  hash("sha256", `${previous}\n${seq}\n${content}`, "hex");

/** JSON with its names in order (RFC 8785, for what is in here). */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}

/** What has no place yet: what was committed before another began comes before it. */
export const readUnsealed = (tx: Tx, limit: number): Promise<AuditRow[]> => tx.$queryRaw<AuditRow[]>`
  SELECT ${auditColumns} FROM audit_events e WHERE e.seq IS NULL ORDER BY e.xid, e.id LIMIT ${limit}`;

/** The rows after a place, in their order. */
export const readSealed = (tx: Tx, after: number, limit: number): Promise<SealedRow[]> => tx.$queryRaw<SealedRow[]>`
  SELECT ${auditColumns}, ${linkColumns} FROM audit_events e WHERE e.seq > ${after}::bigint ORDER BY e.seq LIMIT ${limit}`;

/** The last row that has a place. */
export async function readTip(tx: Db | Tx): Promise<Link | undefined> {
  const [tip] = await tx.$queryRaw<Link[]>`
    SELECT ${linkColumns} FROM audit_events e WHERE e.seq IS NOT NULL ORDER BY e.seq DESC LIMIT 1`;
  return tip;
}
