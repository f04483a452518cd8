import { AppError } from "@tenon/contract/app-error";
import { classifyDbError, uniqueTarget } from "@tenon/db";

/**
 * What a thrown thing means to the caller: the domain's own errors as they are, the database's by their kind, and
 * the system's when it has run out of something.
 * Undefined for everything else, which is a fault of ours.
 */
export function knownError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (isExhausted(error)) return new AppError("UNAVAILABLE", { retryAfter: 30, cause: error });
  switch (classifyDbError(error)) {
    case "unique": {
      const target = uniqueTarget(error);
      if (target.includes("email_normalized")) return new AppError("EMAIL_TAKEN", { cause: error });
      if (target.includes("username")) return new AppError("USERNAME_TAKEN", { cause: error });
      return new AppError("CONFLICT", { cause: error });
    }
    case "missing":
    case "foreignKey":
      return new AppError("NOT_FOUND", { cause: error });
    case "conflict":
      return new AppError("CONFLICT", { retryAfter: 1, cause: error });
    case "unavailable":
      return new AppError("UNAVAILABLE", { retryAfter: 2, cause: error });
    case "badInput":
      return new AppError("INVALID_INPUT", { cause: error });
    case undefined:
      return undefined;
  }
}

/** No room on the disk or in its quota, no file handles in the process or in the system. */
const exhausted = new Set<unknown>(["ENOSPC", "EDQUOT", "EMFILE", "ENFILE"]);

const isExhausted = (error: unknown): boolean => error instanceof Error && "code" in error && exhausted.has(error.code);
