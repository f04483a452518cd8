import { basename } from "node:path";

/** How the command is used. */
export function usage({ name, file, recipe }: { name: string; file: string; recipe?: string }): string {
  return `${basename(file)} is what callers rely on: the inputs, answers, errors and routes of every procedure.

  ${name} check          says what has changed since, and whether it breaks callers
  ${name} check --json   the same for programs: { status, changes }
  ${name} accept         writes the file; commit it with the change

check exits with
  0   nothing has changed
  1   nothing breaks, but the file is stale
  2   something breaks, or the file is missing or damaged
${recipe === undefined ? "" : `\n${recipe} says how to make a breaking change.\n`}`;
}
