const MAX_SQL_LENGTH = 10_000;

/**
 * Names for prepared statements, so that PostgreSQL parses a repeated query once per connection.
 * A statement is named when it is seen for the second time, and only `limit` of them ever are: queries built from
 * user filters must not fill the server's memory. `undefined` means "send it unnamed".
 * @default limit 500
 */
export function statementNames(limit = 500): (query: { sql: string }) => string | undefined {
  const names = new Map<string, string>();
  const seenOnce = new Set<string>();

  return function nameOf({ sql }) {
    const name = names.get(sql);
    if (name !== undefined || names.size >= limit || sql.length > MAX_SQL_LENGTH) return name;

    if (!seenOnce.delete(sql)) {
      if (seenOnce.size >= limit) seenOnce.clear();
      seenOnce.add(sql);
      return undefined;
    }
    const next = `s${names.size + 1}`;
    names.set(sql, next);
    return next;
  };
}
