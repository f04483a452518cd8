// pnpm check [name …]: the checks that need no database, all of them or the named ones. --fix repairs what can be repaired.
import { parseArgs } from "node:util";
import { checkNames, runChecks } from "./checks.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { fix: { type: "boolean" } } });
const unknown = positionals.filter((name) => !checkNames.includes(name));
if (unknown.length > 0) {
  console.error(`There is no check named ${unknown.join(", ")}. There are ${checkNames.join(", ")}.`);
  process.exit(2);
}

const outcomes = await runChecks(positionals.length > 0 ? positionals : checkNames, { isFix: values.fix ?? false });
process.exitCode = outcomes.every((outcome) => outcome.isOk) ? 0 : 1;
