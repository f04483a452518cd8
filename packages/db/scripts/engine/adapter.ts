import { randomBytes } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQueryable,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { execute } from "../../src/execute.ts";

/**
 * adapter-pg 7.10.1 with four repairs that the schema engine needs: results of type "char" (prisma/orm#27403), scripts
 * sent whole instead of split at every semicolon, a shadow database that honours the URL, and pools that are closed: the
 * engine never does, and its advisory lock would stay behind.
 */
export class EngineAdapter implements SqlMigrationAwareDriverAdapterFactory, AsyncDisposable {
  readonly provider = "postgres";
  readonly adapterName = "@prisma/adapter-pg";
  readonly #url: string;
  readonly #pools: pg.Pool[] = [];
  readonly #shadows: string[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.#open(this.#url);
  }

  /** The engine asks for one per replay of the migrations and expects it to be empty. */
  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `tenon_shadow_${randomBytes(4).toString("hex")}`;
    await execute(this.#url, `CREATE DATABASE ${name} TEMPLATE template0`);
    this.#shadows.push(name);
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    return this.#open(url.href);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#pools.splice(0).map((pool) => pool.end()));
    for (const name of this.#shadows.splice(0)) await execute(this.#url, `DROP DATABASE ${name} WITH (FORCE)`);
  }

  async #open(url: string): Promise<SqlDriverAdapter> {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    pool.on("error", () => {});
    const isChar = watchChars(pool);
    this.#pools.push(pool);
    const inner = await new PrismaPg(pool).connect();
    return {
      provider: "postgres",
      adapterName: inner.adapterName,
      async queryRaw(query) {
        const result = await inner.queryRaw(query);
        return {
          ...result,
          columnTypes: result.columnTypes.map((type, i) => (isChar(i) ? ColumnTypeEnum.Character : type)),
        };
      },
      executeRaw: (query) => inner.executeRaw(query),
      executeScript: (script) => runScript(pool, script),
      startTransaction: (level) => inner.startTransaction(level),
      getConnectionInfo: () => inner.getConnectionInfo(),
      dispose: () => inner.dispose(),
    } satisfies SqlDriverAdapter & SqlQueryable;
  }
}

const CHAR = 18;
const TEXT = 25;

/**
 * Lets columns of the internal type "char" pass as text, and tells which columns of the last result they were. There is one
 * connection, and the engine sends one query at a time.
 */
function watchChars(pool: pg.Pool): (column: number) => boolean {
  let chars: boolean[] = [];
  pool.on("connect", (client) => {
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.prependListener("rowDescription", ({ fields }: { fields: { dataTypeID: number }[] }) => {
      chars = fields.map((field) => field.dataTypeID === CHAR);
      for (const field of fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
    });
  });
  return (column) => chars[column] === true;
}

async function runScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = "", severity = "", message, detail, column, hint } = error;
    const original = { originalCode: code, originalMessage: message };
    throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint, ...original });
  }
}
