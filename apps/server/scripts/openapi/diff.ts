import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appRouter } from "@tenon/api";
import { compareContracts, describeContract, parseContract, reportChanges } from "@tenon/contract-lock";
import { errors } from "@tenon/contract/errors";
import type { ExitCode } from "./run.ts";

type Comparison = { root: string; ref: string; text: string; write: (text: string) => void };
type Verdict = { isBreaking: boolean; report: string };

/** What `redocly` starts. */
export const redocly = join(import.meta.dirname, "../../node_modules/@redocly/cli/bin/cli.js");

/**
 * Tells what has changed since a commit, twice: in the document, by Redocly, and in the contract, which knows what a
 * document cannot say (who may call, errors by name, refinements). Either may call it breaking.
 */
export async function diffDocuments({ root, ref, text, write }: Comparison): Promise<ExitCode> {
  const [document, contract] = ["openapi.json", "contract.lock.json"].map((file) => fileAt(root, ref, file));
  if (document === undefined || contract === undefined) {
    write(`There is no openapi.json with a contract.lock.json at ${ref}.\n`);
    return 2;
  }
  const verdicts = [compareText(document, text), await compareLock(contract)];
  write(`The document, since ${ref}:\n${verdicts[0]?.report}\nThe contract, since ${ref}:\n${verdicts[1]?.report}`);
  const isBreaking = verdicts.some((verdict) => verdict.isBreaking);
  write(isBreaking ? "\nIt breaks callers (docs/recipes/change-the-contract.md).\n" : "\nNothing breaks.\n");
  return isBreaking ? 1 : 0;
}

function fileAt(root: string, ref: string, file: string): string | undefined {
  try {
    const args = ["show", "--end-of-options", `${ref}:${file}`];
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 1e8,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}

function compareText(before: string, after: string): Verdict {
  const folder = mkdtempSync(join(tmpdir(), "tenon-openapi-"));
  try {
    writeFileSync(join(folder, "before.json"), before);
    writeFileSync(join(folder, "after.json"), after);
    const { status, stdout, stderr } = spawnSync(process.execPath, [redocly, "diff", "before.json", "after.json"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    if (status !== 0 && status !== 1) throw new Error(`redocly diff failed: ${stderr}`);
    return { isBreaking: status === 1, report: stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareLock(before: string): Promise<Verdict> {
  const access = (meta: unknown) => (meta as { access?: string } | undefined)?.access;
  const changes = compareContracts(parseContract(before), await describeContract(appRouter, { errors, access }));
  const isColored = process.stdout.isTTY && process.stdout.hasColors();
  return {
    isBreaking: changes.some(({ kind }) => kind === "breaking"),
    report: changes.length > 0 ? reportChanges(changes, { isColored }) : "Nothing has changed.\n",
  };
}
