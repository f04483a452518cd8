import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { Failure } from "./failure.ts";

const isWindows = process.platform === "win32";
const forOthers = 0o077;

/** The text of a file that only its owner can read, or undefined without one. Others' access is refused, as ssh does. */
export function readPrivate(path: string): string | undefined {
  try {
    narrowFolder(dirname(path));
    const file = openSync(path, "r");
    try {
      const mode = fstatSync(file).mode & 0o777;
      if (!isWindows && (mode & forOthers) !== 0) throw tooWide(path, mode);
      return readFileSync(file, "utf8");
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw asFailure(error, path);
  }
}

/** Replaces the file as a whole: whoever reads it meanwhile sees the old one or the new one. */
export function writePrivate(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    narrowFolder(dirname(path));
    writeFileSync(draft, text, { mode: 0o600, flag: "wx", flush: true });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw asFailure(error, path);
  }
}

function narrowFolder(path: string): void {
  if (!isWindows && (statSync(path).mode & forOthers) !== 0) chmodSync(path, 0o700);
}

const tooWide = (path: string, mode: number): Failure =>
  new Failure(
    "signedOut",
    `${path} is open to others (mode ${mode.toString(8).padStart(4, "0")}), so it is not used.`,
    {
      details: [
        `If nobody can have read it: chmod 600 ${path}`,
        "Otherwise close it, sign out everywhere and sign in again.",
      ],
    },
  );

function asFailure(error: unknown, path: string): Failure {
  if (error instanceof Failure) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new Failure("signedOut", `${path} cannot be used: ${code ?? message}.`, { cause: error });
}
