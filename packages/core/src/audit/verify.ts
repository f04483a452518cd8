import type { AuditFault, AuditVerified, AuditVerify } from "@tenon/contract/audit-log";
import type { Tx } from "@tenon/db";
import type { Ctx } from "../ctx.ts";
import { type Link, origin, readSealed, readTip } from "./chain.ts";
import { checkpointsBetween, lastCheckpoint } from "./checkpoints.ts";
import { ChainWalk } from "./walk.ts";

type Needs = Pick<Ctx, "db" | "seals">;

/** Where a verification has come to. */
export type Position = Link & { vouched: number };

export type Verified = { rows: number; faults: AuditFault[]; position: Position; isDone: boolean };

/** What is read at once, and how often for one part: half a second of work. */
const [pageSize, pages] = [2000, 10];
const scope = "audit.verify";

/** One part of a verification, for callers who come again with its cursor. */
export async function verifyAudit(
  ctx: Needs & Pick<Ctx, "cursors">,
  { cursor, checkpoint }: AuditVerify,
): Promise<AuditVerified> {
  const [seq, hash, vouched] = cursor === undefined ? [] : ctx.cursors.decode(scope, cursor);
  const after = cursor === undefined ? undefined : { seq: Number(seq), hash: String(hash), vouched: Number(vouched) };
  const { rows, faults, position, isDone } = await verifyPart(ctx, { after, known: linkOf(checkpoint) });
  const next = isDone ? null : ctx.cursors.encode(scope, [position.seq, position.hash, position.vouched]);
  return { rows, faults, seq: position.seq, nextCursor: next };
}

/** A place and its hash, as `12:9f86…`. */
export function linkOf(checkpoint: string | undefined): Link | undefined {
  if (checkpoint === undefined) return undefined;
  const [seq = "", hash = ""] = checkpoint.split(":");
  return { seq: Number(seq), hash };
}

/**
 * Goes along the chain after a place, as far as one part goes, as it is at one moment.
 * @param options.known what somebody has kept outside the database: the chain has to come by there
 */
export function verifyPart(
  { db, seals }: Needs,
  { after, known }: { after?: Position | undefined; known?: Link | undefined },
): Promise<Verified> {
  return db.$transaction(async (tx) => verifyIn(tx, { seals, after, known }), { isolationLevel: "RepeatableRead" });
}

type Part = Pick<Needs, "seals"> & { after: Position | undefined; known: Link | undefined };

async function verifyIn(tx: Tx, { seals, after, known }: Part): Promise<Verified> {
  const start = await lastCheckpoint(tx, { seals }, "start");
  const isStarted = start !== undefined && start.verdict !== "forged";
  const begin: Position =
    isStarted && start.seq > (after?.seq ?? 0)
      ? { ...start, vouched: start.seq }
      : (after ?? { ...origin, vouched: 0 });
  const walk = new ChainWalk(begin, begin.vouched);
  if (start?.verdict === "forged" && !after) walk.fault("forged-checkpoint", { seq: start.seq });

  let rows = 0;
  for (let page = 0; page < pages; page += 1) {
    const { seq: from } = walk.last;
    const found = await readSealed(tx, from, pageSize);
    const until = found.at(-1)?.seq ?? from;
    walk.take(found, await checkpointsBetween(tx, { seals }, { after: from, until }));
    compare(walk, { known, found });
    rows += found.length;
    if (found.length < pageSize) {
      await finish(tx, { seals, walk, known });
      return { rows, faults: walk.faults, position: positionOf(walk), isDone: true };
    }
  }
  return { rows, faults: walk.faults, position: positionOf(walk), isDone: false };
}

const positionOf = ({ last, vouched }: ChainWalk): Position => ({ ...last, vouched });

function compare(walk: ChainWalk, { known, found }: { known: Link | undefined; found: Link[] }): void {
  const place = known && found.find(({ seq }) => seq === known.seq);
  if (place && place.hash !== known.hash) walk.fault("other-chain", { seq: place.seq });
}

/** What is missing at the end, and what is there that nobody of us has signed. */
async function finish(
  tx: Tx,
  { seals, walk, known }: { seals: Ctx["seals"]; walk: ChainWalk; known: Link | undefined },
): Promise<void> {
  const signed = await lastCheckpoint(tx, { seals }, "seal");
  const tip = await readTip(tx);
  if (signed?.verdict === "forged" && signed.seq > walk.last.seq) walk.fault("forged-checkpoint", { seq: signed.seq });
  const promised = Math.max(signed?.verdict === "forged" ? 0 : (signed?.seq ?? 0), known?.seq ?? 0);
  walk.miss(promised);
  if (tip && tip.seq > walk.vouched) walk.fault("unsigned", { seq: walk.vouched + 1, until: tip.seq });
}

/** The whole chain, a part at a time. */
export async function verifyWhole(
  ctx: Needs,
  { known, onPart }: { known?: Link | undefined; onPart?: (part: Verified) => void } = {},
): Promise<{ rows: number; seq: number; faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  let rows = 0;
  let after: Position | undefined;
  for (;;) {
    const verified = await verifyPart(ctx, { after, known });
    onPart?.(verified);
    rows += verified.rows;
    faults.push(...verified.faults);
    after = verified.position;
    if (verified.isDone) return { rows, seq: after.seq, faults };
  }
}
