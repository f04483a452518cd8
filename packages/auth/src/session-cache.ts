import { LRUCache } from "lru-cache";
import type { Found, Session } from "./session-engine.ts";
import type { SessionChange, SessionNews } from "./session-news.ts";

type Entry<F> = { found: F; until: number };

export type SessionCacheOptions = {
  news: SessionNews;
  /** Sessions at most. @default 50_000 */
  size?: number;
  /** What is relied on at most, should a change go unheard. @default 15_000 */
  ttlMs?: number;
};

/** Longer than any transaction takes. */
const distrustMs = 15_000;

/** Sessions that were looked up lately, by the hash of their token or by their id; none while changes cannot be heard. */
export interface SessionCache<F extends Found = Found> {
  get(hash: string): F | undefined;
  /** Looks up, and keeps what was found unless something has changed meanwhile. */
  fill(hash: string, read: () => Promise<F | null>): Promise<F | null>;
  /** This node is about to change it, in a transaction whose end nobody knows: it is looked up each time for a while. */
  distrust(change: SessionChange): void;
}

export function createSessionCache<F extends Found = Found>({
  news,
  size = 50_000,
  ttlMs = 15_000,
}: SessionCacheOptions): SessionCache<F> {
  const ofSessions = new Map<string, Set<string>>();
  const ofUsers = new Map<string, Set<string>>();
  const distrusted = new LRUCache<string, true>({ max: 10_000, ttl: distrustMs });
  let changes = 0;

  const entries = new LRUCache<string, Entry<F>>({
    max: size,
    dispose({ found: { session } }, hash) {
      drop(ofSessions, session.publicId, hash);
      for (const id of peopleOf(session)) drop(ofUsers, id, hash);
    },
  });

  const keep = (hash: string, found: F) => {
    const { session } = found;
    entries.set(hash, { found: { ...found, renewed: false }, until: performance.now() + ttlMs });
    add(ofSessions, session.publicId, hash);
    for (const id of peopleOf(session)) add(ofUsers, id, hash);
  };

  const isDistrusted = (session: Session) => [session.publicId, ...peopleOf(session)].some((id) => distrusted.has(id));

  const forget = ({ kind, id }: SessionChange) => {
    const hashes = (kind === "user" ? ofUsers : ofSessions).get(id) ?? [];
    for (const hash of hashes) entries.delete(hash);
  };

  news.on((change) => {
    changes += 1;
    if (change) forget(change);
    else entries.clear();
  });

  return {
    get(hash) {
      const entry = news.isHeard ? entries.get(hash) : undefined;
      if (!entry || entry.until < performance.now()) return undefined;
      const { found } = entry;
      const now = Date.now();
      return found.renewAt > now && found.session.expiresAt.getTime() > now ? found : undefined;
    },

    async fill(hash, read) {
      const before = changes;
      const found = await read();
      if (found && changes === before && news.isHeard && !isDistrusted(found.session)) keep(hash, found);
      return found;
    },

    distrust(change) {
      changes += 1;
      distrusted.set(change.id, true);
      forget(change);
    },
  };
}

type Index = Map<string, Set<string>>;

const add = (index: Index, id: string, hash: string) => void index.set(id, (index.get(id) ?? new Set()).add(hash));

function drop(index: Index, id: string, hash: string): void {
  const hashes = index.get(id);
  hashes?.delete(hash);
  if (hashes?.size === 0) index.delete(id);
}

/** The user, and the administrator behind an impersonation. */
const peopleOf = ({ userId, actorId }: Session): string[] => (actorId === null ? [userId] : [userId, actorId]);
