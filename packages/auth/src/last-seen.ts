import { type Db, Prisma } from "@tenon/db";

export type LastSeenOptions = {
  db: Db;
  /** How often it is written, in ms. @default 60_000 */
  everyMs?: number;
  onError?: ((error: unknown) => void) | undefined;
};

/** When sessions were last used, to the minute: written together, and never while somebody waits. */
export interface LastSeen extends AsyncDisposable {
  see(publicId: string): void;
}

const batchSize = 1000;

export function createLastSeen({ db, everyMs = 60_000, onError = () => {} }: LastSeenOptions): LastSeen {
  let seen = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const write = async () => {
    const ids = [...seen];
    seen = new Set();
    for (let start = 0; start < ids.length; start += batchSize)
      await db.$executeRaw(touch(ids.slice(start, start + batchSize), everyMs));
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write).catch(onError);
    return writing;
  };

  return {
    see(publicId) {
      seen.add(publicId);
      timer ??= setTimeout(() => void flush(), everyMs).unref();
    },
    [Symbol.asyncDispose]: flush,
  };
}

/** Rows that another node writes, or that are about to go, are left to it. */
const touch = (ids: string[], everyMs: number): Prisma.Sql => Prisma.sql`
  UPDATE sessions SET last_seen_at = now() WHERE id IN (
    SELECT id FROM sessions WHERE public_id = ANY(${ids}::uuid[])
      AND last_seen_at < now() - ${everyMs / 2} * interval '1 millisecond'
    FOR NO KEY UPDATE SKIP LOCKED)`;
