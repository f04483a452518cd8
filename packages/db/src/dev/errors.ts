/** The development database cannot run. The message is one sentence for the person at the keyboard. */
export class DevPostgresError extends Error {
  override readonly name = "DevPostgresError";
}

/** Turns what the operating system says about a path into a sentence; other errors pass through. */
export function explainFileError(error: unknown, path: string): unknown {
  const code = errorCode(error);
  const reason = code === undefined ? undefined : reasons[code];
  if (reason === undefined) return error;
  return new DevPostgresError(`The development database cannot use ${path}: ${reason}.`, { cause: error });
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** In PostgreSQL's words. */
export function isDiskFull(said: string): boolean {
  return /No space left|wrote only \d+ of|Check free disk space/.test(said);
}

const reasons: Record<string, string> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a file is in the way",
};
