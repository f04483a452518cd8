import { createHmac, timingSafeEqual } from "node:crypto";
import type { Db, Tx } from "@tenon/db";
import type { KeyRing } from "./key-ring.ts";

/** What becomes of a refresh token that is shown. `sessionId` is the public one. */
export type Refreshed =
  | { kind: "renewed"; sessionId: string; refreshToken: string }
  /** Not one of ours, or its session has ended. */
  | { kind: "invalid" }
  /** It was used up a while ago: two hold what only one may have (RFC 9700, 4.14.2). */
  | { kind: "reused"; sessionId: string; userId: string };

/** Tokens that renew access tokens: a session has one at a time, and its row says which. */
export interface RefreshTokens {
  /** Makes a session's next one. The one before is used up. */
  next(db: Db | Tx, sessionId: string): Promise<string>;
  /** The session that a token names, if it is one of ours. Asks no database. */
  sessionOf(token: string): string | null;
  /** Exchanges it for its successor; within ten seconds once more for the same, for replies that were lost, and tabs. */
  use(token: string): Promise<Refreshed>;
}

const graceSeconds = 10;
const form = /^rt_([0-9a-f-]{36})\.(0|[1-9]\d{0,8})\.([\w-]{43})$/;

/** The newest key makes tokens, all are accepted. */
export function createRefreshTokens(own: Db, keys: KeyRing): RefreshTokens {
  const macOf = (key: string, sessionId: string, counter: number) =>
    createHmac("sha256", key).update(`${sessionId}.${counter}`).digest();

  const make = (sessionId: string, counter: number) =>
    `rt_${sessionId}.${counter}.${macOf(keys[0].secret, sessionId, counter).toString("base64url")}`;

  const read = (token: string): { sessionId: string; counter: number } | null => {
    const [, sessionId = "", digits = "", mac = ""] = form.exec(token) ?? [];
    const counter = Number(digits);
    const shown = Buffer.from(mac, "base64url");
    const isOurs = keys.some(
      ({ secret }) => shown.length === 32 && timingSafeEqual(shown, macOf(secret, sessionId, counter)),
    );
    return isOurs ? { sessionId, counter } : null;
  };

  return {
    async next(db, sessionId) {
      const [row] = await db.$queryRaw<{ counter: number }[]>`
        UPDATE sessions SET refresh_counter = COALESCE(refresh_counter + 1, 0), refresh_rotated_at = now()
        WHERE public_id = ${sessionId}::uuid AND kind = 'tokens' RETURNING refresh_counter AS "counter"`;
      if (!row) throw new Error("Only a session of kind tokens has a refresh token.");
      return make(sessionId, row.counter);
    },

    sessionOf: (token) => read(token)?.sessionId ?? null,

    async use(token) {
      const shown = read(token);
      if (!shown) return { kind: "invalid" };
      const { sessionId, counter } = shown;
      const renewed: Refreshed = { kind: "renewed", sessionId, refreshToken: make(sessionId, counter + 1) };
      const isFirst = await own.$executeRaw`
        UPDATE sessions s SET refresh_counter = refresh_counter + 1, refresh_rotated_at = now(), last_seen_at = now(),
          expires_at = now() + idle_seconds * interval '1 second'
        FROM users u WHERE u.id = s.user_id AND u.status = 'active' AND s.public_id = ${sessionId}::uuid AND s.kind = 'tokens'
          AND s.refresh_counter = ${counter} AND s.expires_at > now() AND s.absolute_expires_at > now()`;
      if (isFirst > 0) return renewed;

      const [row] = await own.$queryRaw<{ userId: string; counter: number; isRecent: boolean }[]>`
        SELECT s.user_id AS "userId", refresh_counter AS "counter",
          refresh_rotated_at > now() - ${graceSeconds} * interval '1 second' AS "isRecent"
        FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE u.status = 'active' AND s.public_id = ${sessionId}::uuid AND s.kind = 'tokens'
          AND s.expires_at > now() AND s.absolute_expires_at > now()`;
      if (!row || row.counter <= counter) return { kind: "invalid" };
      if (row.counter === counter + 1 && row.isRecent) return renewed;
      return { kind: "reused", sessionId, userId: row.userId };
    },
  };
}
