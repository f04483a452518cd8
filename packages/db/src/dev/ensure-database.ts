import pg from "pg";

/**
 * Creates the database that the URL names when it does not exist, through the server's `postgres` database.
 * @returns whether it had to be created
 * @throws pg.DatabaseError when the server cannot be reached or refuses
 */
export async function ensureDatabase(url: string): Promise<boolean> {
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount) return false;
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  } finally {
    await client.end();
  }
}

// 42P04, or 23505 when two processes create it in the same instant.
function isDuplicate(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "42P04" || error.code === "23505");
}
