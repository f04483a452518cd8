/** Migrations without Prisma's CLI: what the bundled server runs. Only `pg` and Node. */
export { migrationNames } from "./migrations/files.ts";
export type { MigrationStatus } from "./migrations/history.ts";
export { MigrationError, type MigrationErrorCode } from "./migrations/migration-error.ts";
export { resolveMigration, type ResolveOptions } from "./migrations/resolve.ts";
export { migrate, type MigrateOptions, type MigrateResult } from "./migrations/run.ts";
export { migrationStatus, pendingMigrations, type RawQueries } from "./migrations/status.ts";
