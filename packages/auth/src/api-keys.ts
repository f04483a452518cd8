import { randomBytes } from "node:crypto";
import { BlockList, isIPv4 } from "node:net";
import { crc32 } from "node:zlib";
import type { Permission } from "@tenon/contract/permissions";
import { type Db, Prisma, readRows, type Tx } from "@tenon/db";
import type { LastSeen } from "./last-seen.ts";
import type { SessionCache } from "./session-cache.ts";
import type { AssuranceLevel, Found, SessionUser } from "./session-engine.ts";
import { hashToken } from "./tokens.ts";

export type NewApiKey = {
  ownerId: string;
  name: string;
  scopes: Permission[];
  /** Addresses and CIDR blocks; none: from anywhere. */
  allowedIps: string[];
  aal: AssuranceLevel;
  /** Null: never. */
  expiresAt: Date | null;
};

/** A key as its owner may see it. */
export type ApiKeyEntry = Omit<NewApiKey, "ownerId" | "aal"> & {
  id: string;
  /** Its first characters. */
  start: string;
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** A key that holds, as a session of its owner that is limited to its scopes; never fresh. */
export type FoundKey = Found & { allowedIps: string[] };

export interface ApiKeys {
  /** The key itself is told here, and nowhere again. */
  create(db: Db | Tx, key: NewApiKey): Promise<{ secret: string; entry: ApiKeyEntry }>;
  /** Null for one that is unknown, mistyped or over, whose owner is barred, or that may not be used from there. */
  validate(secret: string, ip: string | undefined): Promise<FoundKey | null>;
  list(db: Db | Tx, ownerId: string): Promise<ApiKeyEntry[]>;
  /** Makes it end by then at the latest. Null when there is no such key of theirs, or it is over. */
  endBy(db: Db | Tx, key: { id: string; ownerId: string }, at: Date): Promise<ApiKeyEntry | null>;
  /** @returns how many there were */
  revoke(db: Db | Tx, which: { ownerId: string; id?: string; since?: Date }): Promise<number>;
}

export type ApiKeysOptions = {
  db: Db;
  /** What the keys of this installation begin with, so that another's are seen at once. @default "live" */
  label?: string | undefined;
  cache: SessionCache<FoundKey>;
  lastUsed: Pick<LastSeen, "see">;
};

/** Letters and digits alone, so that a double click takes all of it: 256 random bits, and a checksum of what stands before. */
export function newApiKey(label: string): string {
  const bits = BigInt(`0x${randomBytes(32).toString("hex")}`)
    .toString(36)
    .padStart(50, "0");
  const body = `ak_${label}_${bits}`;
  return `${body}${checksum(body)}`;
}

const checksum = (body: string): string => crc32(body).toString(36).padStart(7, "0");

/** Whether it can be a key at all; mistyped ones are told apart without a look into the database. */
export function isApiKey(text: string): boolean {
  return /^ak_[a-z]+_[\da-z]{57}$/.test(text) && checksum(text.slice(0, -7)) === text.slice(-7);
}

/** Whether an address is one of a list, or in one of its blocks; any is, of an empty list. */
export function isAllowed(ip: string | undefined, list: string[]): boolean {
  if (list.length === 0) return true;
  if (ip === undefined) return false;
  const blocks = new BlockList();
  for (const entry of list) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv4(address) ? "ipv4" : "ipv6";
    if (bits === undefined) blocks.addAddress(address, family);
    else blocks.addSubnet(address, Number(bits), family);
  }
  return blocks.check(ip, isIPv4(ip) ? "ipv4" : "ipv6");
}

export function createApiKeys({ db: own, label = "live", cache, lastUsed }: ApiKeysOptions): ApiKeys {
  return {
    async create(db, { aal, ...key }) {
      const secret = newApiKey(label);
      const start = secret.slice(0, `ak_${label}_`.length + 4);
      const data = { ...key, aal, start, hash: hashToken(secret) };
      const entry = await db.apiKey.create({ data, select: entryColumns });
      return { secret, entry: toEntry(entry) };
    },

    async validate(secret, ip) {
      if (!isApiKey(secret)) return null;
      const hash = hashToken(secret);
      const found = cache.get(hash) ?? (await cache.fill(hash, () => readKey(own, hash)));
      if (!found || found.session.expiresAt.getTime() <= Date.now() || !isAllowed(ip, found.allowedIps)) return null;
      lastUsed.see(found.session.publicId);
      return found;
    },

    async list(db, ownerId) {
      const rows = await db.apiKey.findMany({
        where: { ownerId },
        select: entryColumns,
        orderBy: { createdAt: "desc" },
      });
      return rows.map(toEntry);
    },

    async endBy(db, { id, ownerId }, at) {
      cache.distrust({ kind: "session", id });
      const [row] = await db.$queryRaw<ApiKeyEntry[]>`
        UPDATE api_keys SET expires_at = LEAST(expires_at, ${at}::timestamptz)
        WHERE id = ${id}::uuid AND owner_id = ${ownerId}::uuid AND COALESCE(expires_at > now(), true)
        RETURNING id, start, name, scopes, allowed_ips AS "allowedIps", created_at AS "createdAt", expires_at AS "expiresAt",
          last_used_at AS "lastUsedAt"`;
      return row ?? null;
    },

    async revoke(db, { ownerId, id, since }) {
      cache.distrust(id === undefined ? { kind: "user", id: ownerId } : { kind: "session", id });
      const made = since && { createdAt: { gte: since } };
      const { count } = await db.apiKey.deleteMany({ where: { ownerId, ...(id !== undefined && { id }), ...made } });
      return count;
    },
  };
}

const entryColumns = {
  id: true,
  start: true,
  name: true,
  scopes: true,
  allowedIps: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} as const;

/** Scopes are written by `create` alone, which takes permissions. */
const toEntry = (row: Omit<ApiKeyEntry, "scopes"> & { scopes: string[] }): ApiKeyEntry => ({
  ...row,
  scopes: row.scopes as Permission[],
});

type KeyRow = Omit<SessionUser, "id"> & {
  userId: string;
  publicId: string;
  scopes: Permission[];
  allowedIps: string[];
  aal: AssuranceLevel;
  expiresAt: Date | null;
};

const never = new Date(8.64e15);

async function readKey(db: Db, hash: string): Promise<FoundKey | null> {
  const [row] = await readRows<KeyRow>(
    db,
    Prisma.sql`SELECT u.id AS "userId", u.username, u.role::text AS "role", u.status::text AS "status", u.mfa_required AS "mfaRequired",
        k.id AS "publicId", k.scopes, k.allowed_ips AS "allowedIps", k.aal, k.expires_at AS "expiresAt"
      FROM api_keys k JOIN users u ON u.id = k.owner_id WHERE k.hash = ${hash}`,
  );
  if (!row || row.status !== "active") return null;
  const { userId, publicId, scopes, allowedIps, aal, expiresAt, ...user } = row;
  const ends = expiresAt ?? never;
  return {
    user: { ...user, id: userId },
    session: {
      publicId,
      userId,
      actorId: null,
      kind: "api-key",
      scopes,
      aal,
      amr: [],
      remember: true,
      expiresAt: ends,
      absoluteExpiresAt: ends,
      authenticatedAt: new Date(0),
    },
    renewed: false,
    renewAt: Infinity,
    allowedIps,
  };
}
