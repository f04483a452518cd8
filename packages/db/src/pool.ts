import pg from "pg";
import { statementNames } from "./statement-names.ts";

type Query = { text: string; name?: string | undefined; values?: unknown[]; rowMode?: string };

/** The parts of pg that Prisma's adapter calls, without the callback overloads. */
const Pool = pg.Pool as unknown as new (config: pg.PoolConfig) => Omit<pg.Pool, "connect" | "query"> & {
  connect(): Promise<pg.PoolClient>;
};
const Client = pg.Client as unknown as new (config: pg.ClientConfig) => Omit<pg.Client, "query"> & {
  query(query: Query): Promise<pg.QueryResult>;
  readonly connection: { stream: { destroy(): void } };
};

/** A pool that keeps connections after harmless errors, replaces broken ones, and gets along with poolers in front. */
export class DbPool extends Pool {
  readonly #nameOf = statementNames();
  #isBehindPooler = false;

  constructor(config: pg.PoolConfig) {
    super({ ...config, Client: DbClient as unknown as typeof pg.Client });
    // Prisma's adapter stops listening before it closes the pool: an error in between would end the process.
    this.on("error", () => {});
  }

  /** The name to prepare a statement under; none once a managed pooler (PgBouncer) has refused our startup parameters. */
  nameOf(sql: string): string | undefined {
    return this.#isBehindPooler ? undefined : this.#nameOf({ sql });
  }

  /** pg-pool closes a connection after *any* failed query, but a unique violation says nothing about the connection. */
  async query(query: Query): Promise<pg.QueryResult> {
    const client = await this.connect();
    try {
      const result = await client.query(this.#isBehindPooler ? { ...query, name: undefined } : query);
      client.release();
      return result;
    } catch (error) {
      client.release(isPoisoned(error));
      throw error;
    }
  }

  override async connect(): Promise<pg.PoolClient> {
    try {
      return await super.connect();
    } catch (error) {
      if (!refusesStartupParameters(error)) throw error;
      this.#isBehindPooler = true;
      const options = this.options as pg.PoolConfig;
      delete options.statement_timeout;
      delete options.idle_in_transaction_session_timeout;
      return super.connect();
    }
  }
}

class DbClient extends Client {
  constructor(config: pg.ClientConfig) {
    super(config);
    // A connection that dies while checked out rejects its query; without a listener it would end the process as well.
    this.on("error", () => {});
  }

  override async query(query: Query): Promise<pg.QueryResult> {
    try {
      return await super.query(query);
    } catch (error) {
      // Also for transactions: a rollback queued behind a hung query would hang as well.
      if (isPoisoned(error)) this.connection.stream.destroy();
      preferColumns(error);
      hideValues(error);
      throw error;
    }
  }
}

/** The connection is of no more use: an answer may still arrive, or its cached plans are for the schema of yesterday. */
function isPoisoned(error: unknown): boolean {
  return error instanceof Error && /^Query read timeout|cached plan must not change result type/.test(error.message);
}

function refusesStartupParameters(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "08P01" && /startup parameter/.test(error.message);
}

/** Prisma's adapter reports the name of the constraint, and the columns only when there is no name. */
function preferColumns(error: unknown): void {
  if (error instanceof pg.DatabaseError && error.code === "23505" && /^Key \([\w", ]+\)=/.test(error.detail ?? "")) {
    error.constraint = undefined;
  }
}

/** PostgreSQL quotes the row or the key that it refuses: whoever logs the error would log password hashes and addresses. */
function hideValues(error: unknown): void {
  if (!(error instanceof pg.DatabaseError) || error.detail === undefined) return;
  error.detail = error.detail.replace(/=\(.*\)/s, "").replace(/^Failing row contains .*/s, "The row is not shown.");
}
