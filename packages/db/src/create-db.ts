import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client.ts";
import { DbPool } from "./pool.ts";

export type DbOptions = {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  /** Connections at most, per process. @default 10 */
  poolSize?: number;
  /** How long a query waits for a connection, new or from the pool, in ms. @default 2000 */
  connectTimeoutMs?: number;
  /** After this PostgreSQL cancels a statement, in ms; 0 leaves it to the role. @default 10_000 */
  statementTimeoutMs?: number;
  /** After this we give up on a server that does not answer and drop the connection, in ms. @default statementTimeoutMs + 2000 */
  queryTimeoutMs?: number;
  /** After this PostgreSQL ends a transaction that does nothing, in ms; 0 leaves it to the role. @default 15_000 */
  idleInTransactionTimeoutMs?: number;
  /** Shown in `pg_stat_activity`. @default "tenon" */
  applicationName?: string;
  /** Told about connections that die while idle or in a transaction. They are replaced; nothing has to be done. */
  onPoolError?: (error: Error) => void;
};

/** The database: one delegate per model, `$transaction`, `$queryRaw`. */
export type Db = PrismaClient;

/** What the callback of `db.$transaction` receives. A function that takes `Db | Tx` works inside and outside. */
export type Tx = Prisma.TransactionClient;

/** Connections open, idle, and queries that wait for one. */
export type PoolStats = { total: number; idle: number; waiting: number; max: number };

/** By the client; a transaction's is not among them. */
const pools = new WeakMap<Db | Tx, DbPool>();

/**
 * Opens nothing yet: connections are made by the first queries, so it cannot fail. Close it with `db.$disconnect()`.
 *
 * The two server-side timeouts travel as startup parameters: no extra round trip, nothing left behind in the session.
 * A pooler that refuses those (PgBouncer: 08P01) gets a second connection attempt without them and without named
 * statements; set them on the role there: `ALTER ROLE app SET statement_timeout = '10s'`.
 */
export function createDb(options: DbOptions): Db {
  const { connectTimeoutMs = 2000, statementTimeoutMs = 10_000, idleInTransactionTimeoutMs = 15_000 } = options;
  const { onPoolError = () => {} } = options;
  const pool = new DbPool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    application_name: options.applicationName ?? "tenon",
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: options.queryTimeoutMs ?? statementTimeoutMs + 2000,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    idleTimeoutMillis: 60_000,
    maxLifetimeSeconds: 30 * 60,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  const adapter = new PrismaPg(pool as unknown as pg.Pool, {
    disposeExternalPool: true,
    onPoolError,
    onConnectionError: onPoolError,
    // The adapter hands `undefined` through to pg, which then sends the statement unnamed; its type forgets that.
    statementNameGenerator: (query) => pool.nameOf(query.sql) as string,
  });
  const db = new PrismaClient({
    adapter,
    // maxWait lies behind the pool's own timeout, so that a full pool always fails in the same way.
    transactionOptions: { maxWait: connectTimeoutMs + 500, timeout: statementTimeoutMs },
  });
  pools.set(db, pool);
  return db;
}

/** Proves the connection and compiles Prisma's query engine (about 150 ms, once per process): run it before "ready". */
export async function warmDb(db: Db): Promise<void> {
  await db.$queryRaw`SELECT 1`;
  // Only a model's query compiles. That its table may not be there yet is for the readiness check to tell.
  await db.tag.findFirst().catch(() => {});
}

/**
 * Runs a SELECT and returns its rows as pg parses them; what is too long for a number comes as text. Half the CPU of
 * `$queryRaw`, which decodes every value once more (docs/decisions/015-hot-reads.md). @throws pg.DatabaseError
 */
export async function readRows<Row>(db: Db | Tx, query: Prisma.Sql): Promise<Row[]> {
  const pool = pools.get(db);
  if (!pool) return db.$queryRaw<Row[]>(query);
  const { text, values } = query;
  const { rows } = await pool.query({ text, values, name: pool.nameOf(text) });
  return rows as Row[];
}

/** Runs a statement written as text, with `$1` for its values: for libraries that bring SQL of their own. @throws pg.DatabaseError */
export async function queryText<Row>(db: Db | Tx, text: string, values: unknown[] = []): Promise<Row[]> {
  const pool = pools.get(db);
  if (!pool) return db.$queryRawUnsafe<Row[]>(text, ...values);
  // Without values it may be several statements, whose results come as a list.
  const result: { rows?: unknown[] } = await pool.query(values.length > 0 ? { text, values } : { text });
  return (result.rows ?? []) as Row[];
}

/** For metrics and for shedding load. @throws RangeError for a client that `createDb` did not make */
export function poolStats(db: Db): PoolStats {
  const pool = pools.get(db);
  if (!pool) throw new RangeError("poolStats: this client was not made by createDb");
  return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, max: pool.options.max };
}
