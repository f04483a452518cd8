import { type Db, deleteInBatches, Prisma, type Tx } from "@tenon/db";
import { hashToken, newToken } from "./tokens.ts";

/** Each kind's prefix, by which a leaked token is recognised, and how long it can be used, in ms. */
const kinds = {
  verify_email: { prefix: "vt", lifeMs: 24 * 3_600_000 },
  reset_password: { prefix: "pr", lifeMs: 30 * 60_000 },
  change_email: { prefix: "ce", lifeMs: 24 * 3_600_000 },
  revert_email: { prefix: "re", lifeMs: 7 * 86_400_000 },
  unlock: { prefix: "ul", lifeMs: 24 * 3_600_000 },
  keep_account: { prefix: "ka", lifeMs: 30 * 86_400_000 },
  invite: { prefix: "iv", lifeMs: 7 * 86_400_000 },
  mfa_challenge: { prefix: "mf", lifeMs: 5 * 60_000 },
  oauth_flow: { prefix: "of", lifeMs: 10 * 60_000 },
  webauthn: { prefix: "wa", lifeMs: 5 * 60_000 },
} as const;
export type OneTimeTokenKind = keyof typeof kinds;

export type OneTimeToken = {
  id: string;
  userId: string | null;
  email: string | null;
  payload: unknown;
  attempts: number;
};

type Issue = {
  kind: OneTimeTokenKind;
  userId?: string | undefined;
  /** The normalised address that it is about. */
  email?: string;
  payload?: Prisma.InputJsonObject;
};
type Shown = { kind: OneTimeTokenKind; token: string };

/** What is shown once. Each call takes the transaction that it is part of, or the database. */
export interface OneTimeTokens {
  /** What a token stands for, without using it up. Null as for `redeem`. */
  peek(db: Db | Tx, shown: Shown): Promise<OneTimeToken | null>;
  /** Whether anybody, but for this user, may still use one about an address. */
  isAwaited(
    db: Db | Tx,
    what: { kind: OneTimeTokenKind; email: string; exceptOf?: string | undefined },
  ): Promise<boolean>;
  /** A new token, of which only the SHA-256 is stored. */
  issue(db: Db | Tx, what: Issue): Promise<string>;
  /** Redeems it: of any number of calls at once one gets it. Null when it is unknown, of another kind, expired or used. */
  redeem(db: Db | Tx, shown: Shown): Promise<OneTimeToken | null>;
  /** Takes one of `tries` at a challenge, before the answer is looked at. Null when there is none left, or no such challenge. */
  attempt(db: Db | Tx, shown: Shown & { tries: number }): Promise<OneTimeToken | null>;
  /** Makes what a user still holds of these kinds useless; with `after`, what was issued since that token. */
  discard(db: Db | Tx, what: { userId: string; kinds: OneTimeTokenKind[]; after?: string }): Promise<void>;
  /** Deletes what can no longer be used. */
  sweep(): Promise<number>;
}

export function createOneTimeTokens(own: Db): OneTimeTokens {
  return {
    async peek(db, { kind, token }) {
      const [row] = await db.$queryRaw<
        OneTimeToken[]
      >`SELECT ${columns} FROM one_time_tokens WHERE ${isUsable(kind, token)}`;
      return row ?? null;
    },

    async isAwaited(db, { kind, email, exceptOf }) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM one_time_tokens WHERE email = ${email} AND kind = ${kind}
          AND user_id IS DISTINCT FROM ${exceptOf ?? null}::uuid AND consumed_at IS NULL AND expires_at > now() LIMIT 1`;
      return row !== undefined;
    },

    async issue(db, { kind, userId = null, email = null, payload = {} }) {
      const { prefix, lifeMs } = kinds[kind];
      const token = newToken(prefix);
      const expiresAt = new Date(Date.now() + lifeMs);
      await db.oneTimeToken.create({ data: { kind, userId, email, payload, tokenHash: hashToken(token), expiresAt } });
      return token;
    },

    async redeem(db, { kind, token }) {
      const [row] = await db.$queryRaw<OneTimeToken[]>`
        UPDATE one_time_tokens SET consumed_at = now() WHERE ${isUsable(kind, token)} RETURNING ${columns}`;
      return row ?? null;
    },

    async attempt(db, { kind, token, tries }) {
      const [row] = await db.$queryRaw<OneTimeToken[]>`
        UPDATE one_time_tokens SET attempts = attempts + 1
        WHERE ${isUsable(kind, token)} AND attempts < ${tries} RETURNING ${columns}`;
      return row ?? null;
    },

    async discard(db, { userId, kinds: which, after }) {
      await db.oneTimeToken.deleteMany({ where: { userId, kind: { in: which }, ...(after && { id: { gt: after } }) } });
    },

    sweep: () => deleteInBatches(own, "one_time_tokens", Prisma.sql`expires_at < now()`),
  };
}

const columns = Prisma.sql`id, user_id AS "userId", email, payload, attempts`;

const isUsable = (kind: OneTimeTokenKind, token: string): Prisma.Sql => Prisma.sql`
  token_hash = ${hashToken(token)} AND kind = ${kind} AND consumed_at IS NULL AND expires_at > now()`;
