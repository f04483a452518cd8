/**
 * `unique`: a value is taken. `missing`: a row that had to exist does not. `foreignKey`: the row that is referred to does
 * not exist, or others still refer to this one. `conflict`: serialisation failure, deadlock or lock: try again.
 * `unavailable`: no connection, or a timeout. `badInput`: a value that PostgreSQL cannot store or parse.
 */
export type DbErrorKind = "unique" | "missing" | "foreignKey" | "conflict" | "unavailable" | "badInput";

/** What went wrong in terms that a caller can act on; `undefined` for bugs and for errors that are not the database's. */
export function classifyDbError(error: unknown): DbErrorKind | undefined {
  if (!(error instanceof Error)) return undefined;
  const state = sqlState(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (state && state !== STALE_PLAN) return byState[state] ?? byStateClass[state.slice(0, 2)];
  return byCode[code] ?? (connectionLost.test(error.message) ? "unavailable" : undefined);
}

/**
 * The columns, as the database names them, whose values were taken. Empty when the error is another one or when
 * PostgreSQL did not tell (an index on an expression).
 */
export function uniqueTarget(error: unknown): string[] {
  const { constraint } = driverCause(error) ?? {};
  return constraint?.fields?.map((field) => field.replaceAll('"', "")) ?? [];
}

type DriverCause = { originalCode?: string; constraint?: { fields?: string[] } };

// Where the driver adapter puts PostgreSQL's own words, for model queries (P2002 …) and raw ones (P2010) alike.
function driverCause(error: unknown): DriverCause | undefined {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: DriverCause } } };
  return meta?.driverAdapterError?.cause;
}

function sqlState(error: Error): string | undefined {
  // An error of pg itself has a severity; Prisma's codes look like SQLSTATEs too (P2002).
  if ("severity" in error && "code" in error && typeof error.code === "string") return error.code;
  return driverCause(error)?.originalCode;
}

// "Feature not supported", a bug, except when a migration has changed a table under a prepared statement.
const STALE_PLAN = "0A000";

const connectionLost =
  /Connection terminated|connection error and is not queryable|Query read timeout|timeout exceeded when trying to connect|Client was closed|after calling end on the pool|cached plan must not change result type/;

const byState: Record<string, DbErrorKind> = {
  "23505": "unique",
  "23503": "foreignKey",
  "23001": "foreignKey",
  "55P03": "conflict",
  "57014": "unavailable", // statement timeout
  "25P03": "unavailable", // idle in transaction
  "25P04": "unavailable", // transaction timeout
  "25006": "unavailable", // read only: a standby after a fail-over
  "3D000": "unavailable",
};

const byStateClass: Record<string, DbErrorKind> = {
  "08": "unavailable",
  "22": "badInput",
  "28": "unavailable",
  "40": "conflict",
  "53": "unavailable",
  "57": "unavailable",
  "58": "unavailable",
};

const byCode: Record<string, DbErrorKind> = {
  P2002: "unique",
  P2001: "missing",
  P2015: "missing",
  P2018: "missing",
  P2025: "missing",
  P2003: "foreignKey",
  P2034: "conflict",
  P2000: "badInput",
  P2006: "badInput",
  P2007: "badInput",
  P2020: "badInput",
  P1000: "unavailable",
  P1001: "unavailable",
  P1002: "unavailable",
  P1003: "unavailable",
  P1008: "unavailable",
  P1011: "unavailable",
  P1017: "unavailable",
  P2024: "unavailable",
  P2028: "unavailable",
  P2037: "unavailable",
  ECONNREFUSED: "unavailable",
  ECONNRESET: "unavailable",
  EPIPE: "unavailable",
  ETIMEDOUT: "unavailable",
  EHOSTUNREACH: "unavailable",
  ENETUNREACH: "unavailable",
  ENOTFOUND: "unavailable",
  EAI_AGAIN: "unavailable",
};
