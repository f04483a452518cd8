/**
 * `failed`: a migration did not run. `blocked`: an earlier one failed and waits for a decision. `locked`: another process
 * migrates for too long. `unreachable`: no connection. `files`: the migrations folder is not as it should be. `state`:
 * what was asked does not fit the history.
 */
export type MigrationErrorCode = "failed" | "blocked" | "locked" | "unreachable" | "files" | "state";

/** The message says which migration, what PostgreSQL said, and what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
  readonly code: MigrationErrorCode;
  readonly migration: string | undefined;

  constructor(code: MigrationErrorCode, message: string, options: { migration?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.migration = options.migration;
  }
}
