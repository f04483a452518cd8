import { knownError } from "@tenon/core/known-errors";
import { ConfigError } from "@tenon/process/config";
import { createAdmin, promoteAdmin } from "./admin.ts";
import { verifyAuditLog } from "./audit.ts";
import { type OperateIo, UsageError } from "./io.ts";

const usage = `Commands of operators, on the database that the environment names:

  admin create --email <address> [--name <name>] [--username <name>] [--generate] [--another]
      Makes an administrator. The password is asked for, read from a pipe, or made up and told once (--generate).
  admin promote --email <address> [--unverified] [--another]
      Makes an administrator of an account that is there.
      Both refuse where there is an active administrator, unless it is to be another one.
  audit verify [--checkpoint <place:hash>]
      Looks for tampering with the audit log. Exit code 1 when there is some.
`;

const commands: Record<string, (args: string[], io: OperateIo) => Promise<number>> = {
  "admin create": createAdmin,
  "admin promote": promoteAdmin,
  "audit verify": verifyAuditLog,
};

/** Runs one command of an operator; returns the exit code: 1 when it was refused, 2 for a mistake in the arguments. */
export async function operate(args: string[], io: OperateIo): Promise<number> {
  const [area = "", verb = "", ...rest] = args;
  const command = commands[`${area} ${verb}`];
  if (!command) {
    const isHelp = ["help", "--help", "-h"].includes(area);
    (isHelp ? io.stdout : io.stderr).write(usage);
    return isHelp ? 0 : 2;
  }
  try {
    return await command(rest, io);
  } catch (error) {
    return tell(error, io);
  }
}

function tell(error: unknown, { stderr }: OperateIo): number {
  const known = knownError(error);
  if (known) {
    const fields = (known.fields ?? []).map(({ path, message }) => `  ${path.join(".")}: ${message}\n`);
    stderr.write(`${known.message} (${known.reason})\n${fields.join("")}`);
    return 1;
  }
  const isArgument = error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (error instanceof UsageError || isArgument) {
    stderr.write(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (!(error instanceof ConfigError) && !(error instanceof Error && error.name === "MigrationError")) throw error;
  stderr.write(`${error.message}\n`);
  return 1;
}
