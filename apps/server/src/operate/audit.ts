import { parseArgs } from "node:util";
import { AuditVerify } from "@tenon/contract/audit-log";
import { linkOf, verifyWhole } from "@tenon/core/audit/verify";
import { type OperateIo, UsageError } from "./io.ts";
import { withCtx } from "./open.ts";

/** `audit verify`: reads the chain from the database itself, so that no server needs to be trusted. 1 when something is wrong. */
export async function verifyAuditLog(args: string[], io: OperateIo): Promise<number> {
  const { values } = parseArgs({ args, options: { checkpoint: { type: "string" } } });
  const input = AuditVerify.safeParse({ checkpoint: values.checkpoint });
  if (!input.success) throw new UsageError(`--checkpoint: ${input.error.issues[0]?.message}`);
  const known = linkOf(input.data.checkpoint);
  const { rows, seq, faults } = await withCtx(io, (ctx) => verifyWhole(ctx, { known }));
  for (const { kind, seq: from, until, id } of faults) {
    const place = from === until ? `${from}` : `${from}-${until}`;
    io.stdout.write(`${kind} ${place}${id === null ? "" : ` ${id}`}\n`);
  }
  const verdict = faults.length === 0 ? "nothing is wrong" : `${faults.length} faults`;
  io.stdout.write(`${rows} rows, up to place ${seq}: ${verdict}.\n`);
  return faults.length === 0 ? 0 : 1;
}
