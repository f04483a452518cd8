import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { writeDefinitionMaps } from "./definition-map.ts";

export const workspace = join(import.meta.dirname, "../../..");
const tsc = join(workspace, "node_modules/typescript/bin/tsc");

type Options = {
  /** @default the workspace that this is part of */
  root?: string;
  /** Behind everything else, as while a server starts. @default false */
  isBehind?: boolean;
  /** Ends the compiler. */
  signal?: AbortSignal;
};

/**
 * Emits the declarations that clients read, those of this package and of whatever it is made of, when they are outdated.
 * @returns what tsc found wrong, a line each; the declarations of packages with an error stay as they were
 */
export async function emitDeclarations({ root = workspace, isBehind, signal }: Options = {}): Promise<string[]> {
  const args = [tsc, "-b", join(root, "packages/client"), "--pretty", "false"];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"], signal });
  if (isBehind && child.pid !== undefined) lower(child.pid);
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  writeDefinitionMaps(join(root, "packages"));
  const errors = output.split("\n").filter((line) => /^\S.*error TS\d+/.test(line));
  if (code !== 0 && errors.length === 0) throw new Error(output.trim() || `tsc ended with ${code}`);
  return errors;
}

function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Over already, or not allowed here: it runs like any other.
  }
}
