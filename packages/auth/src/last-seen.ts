import { type Db, Prisma } from "@tenon/db";

export type LastSeenOptions = {
  db: Db;
  /** Of what. @default "sessions" */
  of?: keyof typeof touches;
  /** How often it is written, in ms. @default 60_000 */
  everyMs?: number;
  onError?: ((error: unknown) => void) | undefined;
};

/** When sessions and keys were last used, to the minute: written together, and never while somebody waits. */
export interface LastSeen extends AsyncDisposable {
  /** @param id the public one */
  see(id: string): void;
}

const batchSize = 1000;

export function createLastSeen({
  db,
  of = "sessions",
  everyMs = 60_000,
  onError = () => {},
}: LastSeenOptions): LastSeen {
  let seen = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const write = async () => {
    const ids = [...seen];
    seen = new Set();
    for (let start = 0; start < ids.length; start += batchSize)
      await db.$executeRaw(touches[of](ids.slice(start, start + batchSize), everyMs));
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write).catch(onError);
    return writing;
  };

  return {
    see(id) {
      seen.add(id);
      timer ??= setTimeout(() => void flush(), everyMs).unref();
    },
    [Symbol.asyncDispose]: flush,
  };
}

/** Rows that another node writes, or that are about to go, are left to it. */
const touches = {
  sessions: (ids: string[], everyMs: number): Prisma.Sql => Prisma.sql`
    UPDATE sessions SET last_seen_at = now() WHERE id IN (
      SELECT id FROM sessions WHERE public_id = ANY(${ids}::uuid[])
        AND last_seen_at < now() - ${everyMs / 2} * interval '1 millisecond'
      FOR NO KEY UPDATE SKIP LOCKED)`,
  apiKeys: (ids: string[], everyMs: number): Prisma.Sql => Prisma.sql`
    UPDATE api_keys SET last_used_at = now() WHERE id IN (
      SELECT id FROM api_keys WHERE id = ANY(${ids}::uuid[])
        AND COALESCE(last_used_at < now() - ${everyMs / 2} * interval '1 millisecond', true)
      FOR NO KEY UPDATE SKIP LOCKED)`,
};
