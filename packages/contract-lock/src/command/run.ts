import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { Change } from "../change.ts";
import { compareContracts } from "../compare/compare.ts";
import type { Contract } from "../contract.ts";
import { LockError, parseContract } from "../lock/parse.ts";
import { printContract } from "../lock/print.ts";
import { type Look, reportChanges, summarize } from "./report.ts";
import { usage } from "./usage.ts";

/** What the command works on. */
export interface ContractCommand {
  readonly args: readonly string[];
  /** Path of the lock file. */
  readonly file: string;
  /** How the command is called, as in `pnpm contract`. */
  readonly name: string;
  /** A page that says how to make a breaking change. */
  readonly recipe?: string;
  /** The contract as it is now. */
  readonly describe: () => Promise<Contract>;
  readonly write: (text: string) => void;
  readonly isColored: boolean;
}

/** Exit codes: 0 nothing has changed, 1 nothing breaks but the lock is stale, 2 something breaks, or that cannot be told. */
export type ExitCode = 0 | 1 | 2;

/** What a check found. */
type Outcome =
  | { readonly status: "same" | "compatible" | "breaking"; readonly changes: readonly Change[] }
  | { readonly status: "error"; readonly error: string };

/** Runs `check` or `accept`, or says how they are used. Never throws for what stands in the file or in the router. */
export async function runContractCommand(command: ContractCommand): Promise<ExitCode> {
  const parsed = parse(command.args);
  if (parsed === undefined) {
    command.write(usage(command));
    return command.args.length === 0 || command.args.includes("--help") ? 0 : 2;
  }
  const current = await describe(command);
  if (typeof current === "string") return tell(command, { status: "error", error: current }, parsed.isJson);
  return parsed.verb === "accept" ? accept(command, current) : tell(command, check(command, current), parsed.isJson);
}

function parse(args: readonly string[]): { verb: "check" | "accept"; isJson: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean" } },
    });
    const [verb, ...others] = positionals;
    if ((verb !== "check" && verb !== "accept") || others.length > 0) return undefined;
    return verb === "accept" && values.json ? undefined : { verb, isJson: values.json ?? false };
  } catch {
    return undefined;
  }
}

/** The contract, or why there is none. */
async function describe(command: ContractCommand): Promise<Contract | string> {
  try {
    return await command.describe();
  } catch (error) {
    return `The router cannot be described: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function check({ file, name }: ContractCommand, current: Contract): Outcome {
  const text = read(file);
  if (text === undefined) {
    return { status: "error", error: `There is no ${basename(file)}. Write it with \`${name} accept\` and commit it.` };
  }
  try {
    const changes = compareContracts(parseContract(text), current);
    if (changes.some(({ kind }) => kind === "breaking")) return { status: "breaking", changes };
    return { status: text === printContract(current) ? "same" : "compatible", changes };
  } catch (error) {
    if (!(error instanceof LockError)) throw error;
    const remedy = `Take it back from git, or write it anew with \`${name} accept\` and read the diff.`;
    return { status: "error", error: `${basename(file)} cannot be read. ${error.message} ${remedy}` };
  }
}

/** The text with the line ends that it was written with; undefined when there is no file. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

function accept(command: ContractCommand, current: Contract): ExitCode {
  const { file, write } = command;
  const before = check(command, current);
  if (before.status === "same") {
    write(`${basename(file)} says so already; nothing to write.\n`);
    return 0;
  }
  try {
    writeFileSync(file, printContract(current));
  } catch (error) {
    write(`${basename(file)} cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const count = Object.keys(current.procedures).length;
  const what = before.status === "error" ? `${count} procedures` : summarize(before.changes);
  if (before.status !== "error") write(reportChanges(before.changes, command));
  write(`${basename(file)} is written: ${what}. Commit it with the change that made it so.\n`);
  return 0;
}

function tell(command: ContractCommand & Look, outcome: Outcome, isJson: boolean): ExitCode {
  const { file, write } = command;
  if (isJson) write(`${JSON.stringify(outcome, undefined, 2)}\n`);
  else if (outcome.status === "error") write(`${outcome.error}\n`);
  else if (outcome.status === "same") write(`${basename(file)} is what the router says.\n`);
  else write(`${reportChanges(outcome.changes, command)}${conclusion(outcome, command)}\n`);
  return { same: 0, compatible: 1, breaking: 2, error: 2 }[outcome.status] as ExitCode;
}

function conclusion({ status, changes }: Extract<Outcome, { changes: unknown }>, command: ContractCommand): string {
  const { file, name, recipe } = command;
  const stale = `${basename(file)} is stale: ${summarize(changes)}.`;
  if (status === "compatible") return `${stale} Nothing breaks. Run \`${name} accept\` and commit the file.`;
  const page = recipe === undefined ? "" : ` (${recipe})`;
  return `${stale} Keep what callers rely on and put the new beside it${page}, or, if nobody calls it yet, run \`${name} accept\`.`;
}
