import type { Tx } from "@tenon/db";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { defineJob } from "../jobs/definition.ts";
import { contentOf, hashOf, type Link, origin, readTip, readUnsealed } from "./chain.ts";
import { lastCheckpoint, lockChain, writeCheckpoint } from "./checkpoints.ts";

type Needs = Pick<Ctx, "db" | "seals" | "now" | "log" | "signal" | "requestId" | "client">;

/** Some 20 ms of work: nobody waits long for the lock, and a killed sealer loses little. */
const batchSize = 1000;

/** Gives what was noted its place in the chain; whoever noted it did not wait for that. */
export const sealAudit = defineJob({
  name: "audit.seal",
  cron: "* * * * *",
  payload: z.object({}),
  retries: 1,
  timeoutSeconds: 600,
  concurrency: 1,
  run: async (ctx) => void (await sealEvents(ctx)),
});

/** Seals all that is committed, a signed batch at a time; returns how many rows. Two at once take turns. */
export async function sealEvents(ctx: Needs): Promise<number> {
  let total = 0;
  for (;;) {
    ctx.signal.throwIfAborted();
    const { rows, head } = await ctx.db.$transaction((tx) => sealBatch(ctx, tx));
    // Outside the database as well: a copy of the log finds what is missing at its end.
    if (rows > 0) ctx.log.info({ seq: head.seq, hash: head.hash, rows }, "audit checkpoint");
    total += rows;
    if (rows < batchSize) return total;
  }
}

async function sealBatch(ctx: Needs, tx: Tx): Promise<{ rows: number; head: Link }> {
  await lockChain(tx);
  const { next, ...head } = await headOf(ctx, tx);
  const rows = await readUnsealed(tx, batchSize);
  if (rows.length === 0) return { rows: 0, head };

  let { hash } = head;
  const hashes = rows.map((row, index) => (hash = hashOf(hash, next + index, contentOf(row))));
  const ids = rows.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE audit_events e SET seq = ${next - 1}::bigint + s.place, hash = s.hash
    FROM unnest(${ids}::uuid[], ${hashes}::text[]) WITH ORDINALITY AS s (id, hash, place) WHERE e.id = s.id`;
  const end = { seq: next + rows.length - 1, hash };
  await writeCheckpoint(tx, ctx, { ...end, kind: "seal" });
  return { rows: rows.length, head: end };
}

/**
 * Where the chain goes on: from what we have signed last, whatever is in the table. Where the two differ, that is noted, and the
 * place that is missing stays empty.
 */
async function headOf(ctx: Needs, tx: Tx): Promise<Link & { next: number }> {
  const [signed, start, tip] = [
    await lastCheckpoint(tx, ctx, "seal"),
    await lastCheckpoint(tx, ctx, "start"),
    await readTip(tx),
  ];
  // Rows from before the start are on their way out.
  const last = tip && tip.seq >= (start?.seq ?? 0) ? tip : start;
  const next = Math.max(signed?.seq ?? 0, last?.seq ?? 0) + 1;
  if (signed?.verdict === "good") {
    if (last?.seq !== signed.seq || last.hash !== signed.hash) await alarm(ctx, tx, { signed, last });
    return { seq: signed.seq, hash: signed.hash, next };
  }
  if (signed || last) await alarm(ctx, tx, { signed, last });
  return { ...(last ?? signed ?? origin), next };
}

type Found = { signed: (Link & { verdict: string }) | undefined; last: Link | undefined };

async function alarm(ctx: Needs, tx: Tx, { signed, last }: Found): Promise<void> {
  const isNewKey = signed?.verdict === "other-key" && signed.seq === last?.seq && signed.hash === last.hash;
  const meta = { signedSeq: signed?.seq ?? null, lastSeq: last?.seq ?? null };
  const action = isNewKey ? "audit.key-changed" : "audit.broken";
  await audit({ ...ctx, actor: { kind: "system" } }, tx, { action, outcome: isNewKey ? "success" : "failure", meta });
  const message = isNewKey
    ? "the audit log goes on from a checkpoint of another APP_SECRET"
    : "the audit log is not as it was signed";
  ctx.log.error({ ...meta, verdict: signed?.verdict }, message);
}
