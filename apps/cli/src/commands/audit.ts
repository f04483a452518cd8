import type { RouterOutputs } from "@tenon/client";
import type { Command } from "commander";
import { Failure } from "../failure.ts";
import type { Io } from "../io.ts";
import { inSession, type Session } from "../session.ts";

type Part = RouterOutputs["audit"]["verify"];
type Fault = Part["faults"][number];
type Verified = { rows: number; seq: number; faults: Fault[] };

export function addAudit(program: Command, io: Io): void {
  const audit = program.command("audit").description("Look into the audit log").helpCommand(false);
  audit
    .command("verify")
    .description("Look for tampering with the audit log, as an administrator")
    .option("--checkpoint <place:hash>", "what the server's log has once told as `audit checkpoint`")
    .addHelpText(
      "after",
      `
It trusts the server that it asks. Whoever does not, and has the database: pnpm ops audit verify

Exit code 1 when something is wrong.`,
    )
    .action(inSession(io, verify));
}

async function verify({ connect, show, note }: Session, { checkpoint }: { checkpoint?: string }): Promise<void> {
  const client = connect();
  const verified: Verified = { rows: 0, seq: 0, faults: [] };
  let cursor: string | undefined;
  do {
    const { rows, seq, faults, nextCursor }: Part = await client.audit.verify.query({ cursor, checkpoint });
    verified.rows += rows;
    verified.seq = seq;
    verified.faults.push(...faults);
    cursor = nextCursor ?? undefined;
    if (cursor !== undefined) note(`${verified.rows} rows …`);
  } while (cursor !== undefined);

  const { rows, seq, faults } = verified;
  show(verified, () => [...faults.map(lineOf), `${rows} rows, up to place ${seq}.`].join("\n"));
  if (faults.length > 0) throw new Failure("refused", "The audit log is not as it was sealed.");
}

const lineOf = ({ kind, seq, until, id }: Fault): string =>
  `${kind} ${seq === until ? seq : `${seq}-${until}`}${id === null ? "" : ` ${id}`}`;
