import { type Db, type Prisma, type Tx } from "@tenon/db";
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";

/** Seals what has to be read again; the vault of @tenon/core fits. */
export interface Sealer {
  seal(purpose: string, text: string): Uint8Array<ArrayBuffer>;
  open(purpose: string, sealed: Uint8Array): string;
}

/** EdDSA over Ed25519: the one algorithm of our tokens. */
export const algorithm = "EdDSA";

/** A key that signs, as its administrators see it. */
export type SigningKeyEntry = { kid: string; state: "next" | "present" | "past"; signsFrom: Date; createdAt: Date };

export interface SigningKeys {
  /** What signs now. The first key is made when it is first asked for. */
  present(): Promise<{ kid: string; privateKey: CryptoKey }>;
  /** The public part of a key that is published; undefined for any other. */
  find(kid: string): Promise<CryptoKey | undefined>;
  /** The public parts of the keys that sign, have signed what still holds, or will sign (RFC 7517). */
  published(): Promise<{ keys: JWK[] }>;
  list(): Promise<SigningKeyEntry[]>;
  /**
   * The next key takes over once all who keep the published keys have it; after a leak at once, and what was signed before no longer
   * holds.
   */
  rotate(tx: Tx, options: { isCompromised: boolean }): Promise<SigningKeyEntry>;
  /** Makes the next key when it is time for it, and deletes those that nobody needs any more. */
  maintain(): Promise<{ made: number; deleted: number }>;
  /** Has this process read the keys anew. */
  forget(): void;
}

type Row = { kid: string; publicJwk: JWK; sealedPrivate: Uint8Array; signsFrom: Date; createdAt: Date };
type Ring = { rows: Row[]; readAt: number };

const dayMs = 86_400_000;
/** How long a key signs. */
const reignMs = 90 * dayMs;
/** How long before that it is published, when there is time. */
const noticeMs = dayMs;
/** Longer than anybody keeps the published keys: 5 minutes, and the time of this process. */
const shortNoticeMs = 10 * 60_000;
/** Longer than a token that was signed at a key's last moment holds. */
const afterMs = 15 * 60_000;
/** How long a process goes by the keys that it has read. */
const keepMs = 10_000;
/** An unknown key id makes it look earlier, but no more often than this. */
const lookMs = 1000;

const purpose = "signing-key";

export function createSigningKeys(db: Db, { sealer, now }: { sealer: Sealer; now: () => Date }): SigningKeys {
  let reading: Promise<Ring> | undefined;
  const opened = new Map<string, Promise<CryptoKey>>();
  const imported = new Map<string, Promise<CryptoKey>>();

  const privateKeyOf = (row: Row): Promise<CryptoKey> | undefined => {
    const known = opened.get(row.kid);
    if (known) return known;
    let jwk: JWK;
    try {
      jwk = JSON.parse(sealer.open(purpose, row.sealedPrivate)) as JWK;
    } catch {
      // Sealed with a secret that is no more: what it has signed can be verified, and a new one signs.
      return undefined;
    }
    const key = importJWK(jwk, algorithm) as Promise<CryptoKey>;
    opened.set(row.kid, key);
    return key;
  };

  /** Each call with an access token needs it. A kid is the key's own hash, so that it never stands for another. */
  const publicKeyOf = ({ kid, publicJwk }: Row): Promise<CryptoKey> => {
    const key = imported.get(kid) ?? (importJWK(publicJwk, algorithm) as Promise<CryptoKey>);
    imported.set(kid, key);
    return key;
  };

  const readRows = async (from: Db | Tx): Promise<Row[]> =>
    (await from.signingKey.findMany({ orderBy: [{ signsFrom: "asc" }, { kid: "asc" }] })) as unknown as Row[];

  const insert = async (tx: Tx, signsFrom: Date): Promise<Row> => {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { crv: "Ed25519", extractable: true });
    const publicJwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    const sealedPrivate = sealer.seal(purpose, JSON.stringify(await exportJWK(privateKey)));
    const data = { kid, publicJwk: publicJwk as Prisma.InputJsonObject, sealedPrivate, signsFrom, createdAt: now() };
    return (await tx.signingKey.create({ data })) as unknown as Row;
  };

  /** One node at a time decides about keys. */
  const decide = <T>(run: (tx: Tx, rows: Row[]) => Promise<T>): Promise<T> =>
    db.$transaction(async (tx) => {
      await lock(tx);
      return run(tx, await readRows(tx));
    });

  const usable = (rows: Row[]) =>
    rows.filter((row) => row.signsFrom <= now() && privateKeyOf(row) !== undefined).at(-1);

  const read = async (): Promise<Ring> => {
    const rows = await readRows(db);
    const ready = usable(rows)
      ? rows
      : await decide(async (tx, current) => (usable(current) ? current : [...current, await insert(tx, now())]));
    return { rows: ready, readAt: performance.now() };
  };

  const ring = async (maxAgeMs = keepMs): Promise<Ring> => {
    const held = reading;
    const known = await held?.catch(() => undefined);
    if (known && performance.now() - known.readAt < maxAgeMs && usable(known.rows)) return known;
    // Unless somebody who waited as well has begun already.
    if (reading === held) reading = read();
    return reading ?? read();
  };

  return {
    async present() {
      const { rows } = await ring();
      const row = usable(rows);
      const privateKey = row && (await privateKeyOf(row));
      if (!row || !privateKey) throw new Error("There is no key to sign with.");
      return { kid: row.kid, privateKey };
    },

    async find(kid) {
      const of = ({ rows }: Ring) => published(rows, now()).find((row) => row.kid === kid);
      const row = of(await ring()) ?? of(await ring(lookMs));
      return row && publicKeyOf(row);
    },

    async published() {
      const { rows } = await ring();
      return {
        keys: published(rows, now()).map(({ kid, publicJwk: { kty, crv, x } }) => {
          return { kty, crv, x, kid, alg: algorithm, use: "sig" } as JWK;
        }),
      };
    },

    async list() {
      return entries(published(await readRows(db), now()), now());
    },

    async rotate(tx, { isCompromised }) {
      await lock(tx);
      const at = now();
      if (isCompromised) {
        await tx.signingKey.deleteMany();
        return { ...entryOf(await insert(tx, at)), state: "present" };
      }
      const signsFrom = new Date(at.getTime() + shortNoticeMs);
      const next = (await readRows(tx)).find((row) => row.signsFrom > at);
      if (!next) return { ...entryOf(await insert(tx, signsFrom)), state: "next" };
      const sooner = signsFrom < next.signsFrom ? signsFrom : next.signsFrom;
      await tx.signingKey.update({ where: { kid: next.kid }, data: { signsFrom: sooner } });
      return { ...entryOf({ ...next, signsFrom: sooner }), state: "next" };
    },

    maintain: () =>
      decide(async (tx, rows) => {
        const at = now().getTime();
        const last = rows.at(-1);
        const isDue = last !== undefined && last.signsFrom.getTime() + reignMs - noticeMs <= at;
        if (isDue) await insert(tx, new Date(Math.max(at + noticeMs, last.signsFrom.getTime() + reignMs)));
        const kept = published(rows, now()).map(({ kid }) => kid);
        const { count } = await tx.signingKey.deleteMany({
          where: { kid: { in: rows.map(({ kid }) => kid).filter((kid) => !kept.includes(kid)) } },
        });
        return { made: isDue ? 1 : 0, deleted: count };
      }),

    forget() {
      reading = undefined;
    },
  };
}

/** Without the keys whose successor has signed for longer than any token holds. */
const published = (rows: Row[], at: Date): Row[] =>
  rows.filter((_, index) => {
    const successor = rows[index + 1];
    return !successor || successor.signsFrom.getTime() > at.getTime() - afterMs;
  });

function entries(rows: Row[], at: Date): SigningKeyEntry[] {
  const present = rows.filter(({ signsFrom }) => signsFrom <= at).at(-1);
  return rows.map((row) => {
    const state = row === present ? "present" : row.signsFrom > at ? "next" : "past";
    return { ...entryOf(row), state };
  });
}

const entryOf = ({ kid, signsFrom, createdAt }: Row) => ({ kid, signsFrom, createdAt });

const lock = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('signing_keys', 0))`;
