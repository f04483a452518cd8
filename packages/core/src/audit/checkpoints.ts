import type { AuditCheckpointKind, Db, Tx } from "@tenon/db";
import { canonical, type Link } from "./chain.ts";
import type { Seals, SealVerdict } from "./seals.ts";

/** A place of the chain that we have signed; `start`: what was up to there has been removed. */
export type Checkpoint = Link & { kind: AuditCheckpointKind; at: Date; verdict: SealVerdict };

type Needs = { seals: Seals; now: () => Date };
type Row = Link & { kind: AuditCheckpointKind; at: Date; keyId: string; mac: string };

/** Only one at a time extends the chain or moves its start. Held to the end of the transaction. */
export async function lockChain(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('audit'))`;
}

export async function writeCheckpoint(
  tx: Tx,
  { seals, now }: Needs,
  { seq, hash, kind }: Link & { kind: AuditCheckpointKind },
): Promise<void> {
  const signed = { kind, seq, hash, at: now() };
  await tx.auditCheckpoint.create({ data: { ...signed, ...seals.sign(textOf(signed)) } });
}

/** The last one of a kind. */
export async function lastCheckpoint(
  db: Db | Tx,
  { seals }: Pick<Needs, "seals">,
  kind: AuditCheckpointKind,
): Promise<Checkpoint | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT kind::text AS kind, seq::float8 AS seq, hash, at, key_id AS "keyId", mac FROM audit_checkpoints
    WHERE kind = ${kind}::audit_checkpoint_kind ORDER BY seq DESC LIMIT 1`;
  return row && judged(seals, row);
}

/** Those that vouch for the places after one and up to another, in their order. */
export async function checkpointsBetween(
  db: Db | Tx,
  { seals }: Pick<Needs, "seals">,
  { after, until }: { after: number; until: number },
): Promise<Checkpoint[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT kind::text AS kind, seq::float8 AS seq, hash, at, key_id AS "keyId", mac FROM audit_checkpoints
    WHERE kind = 'seal' AND seq > ${after}::bigint AND seq <= ${until}::bigint ORDER BY seq`;
  return rows.map((row) => judged(seals, row));
}

const judged = (seals: Seals, { keyId, mac, ...row }: Row): Checkpoint => ({
  ...row,
  verdict: seals.verify(textOf(row), { keyId, mac }),
});

const textOf = ({ kind, seq, hash, at }: Omit<Checkpoint, "verdict">): string =>
  canonical({ kind, seq, hash, at: at.toISOString() });
