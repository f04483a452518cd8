export { DevPostgresError } from "./errors.ts";
export { ensureDatabase } from "./ensure-database.ts";
export { migrationsDir } from "./migrations-dir.ts";
export { runningPostgres, startPostgres, type DevPostgres, type StartOptions } from "./start-postgres.ts";
