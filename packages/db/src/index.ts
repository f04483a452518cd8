export { deleteInBatches, inBatches } from "./batches.ts";
export {
  createDb,
  poolStats,
  queryText,
  readRows,
  warmDb,
  type Db,
  type DbOptions,
  type PoolStats,
  type Tx,
} from "./create-db.ts";
export * from "./generated/enums.ts";
export { Prisma } from "./generated/client.ts";
export { classifyDbError, uniqueTarget, type DbErrorKind } from "./db-error.ts";
