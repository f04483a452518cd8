import { createHmac, randomInt } from "node:crypto";
import { classifyDbError, type Db, deleteInBatches, Prisma, type Tx } from "@tenon/db";
import type { Shown } from "./session-engine.ts";
import { hashToken, newToken } from "./tokens.ts";

const lifeMs = 10 * 60_000;
const intervalSeconds = 5;
/** Timers and networks are not exact. */
const slackMs = 500;

/** Consonants that make no words and are not taken for one another when read aloud (RFC 8628, 6.1). */
const letters = "BCDFGHJKLMNPQRSTVWXZ";

/** A program that wants to be let in, as it says itself, and from where. */
export type DeviceRequest = {
  clientName: string;
  /** None: all that its user may do. */
  scopes: string[];
  ip?: string | undefined;
  userAgent?: string | undefined;
};

export type DeviceCodes = { deviceCode: string; userCode: string; expiresAt: Date; intervalSeconds: number };

/** What the one who has typed its code is shown of it. */
export type DeviceGrant = {
  id: string;
  clientName: string;
  scopes: string[];
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
  expiresAt: Date;
};

export type DeviceDecision = { userId: string; isApproved: boolean; shown: Shown };

export type DevicePoll =
  | { kind: "pending" | "denied" | "approved" | "gone" }
  /** It asked sooner than it may. */
  | { kind: "hasty"; intervalSeconds: number };

/** Sign-in of a program without a browser, by somebody at one (RFC 8628). Each call is one statement. */
export interface DeviceGrants {
  start(request: DeviceRequest): Promise<DeviceCodes>;
  /** Whoever types the code first is the only one who may decide. Null when there is no such code, or another has typed it. */
  claim(userCode: string, userId: string): Promise<DeviceGrant | null>;
  /** Null as for `claim`, or when it was decided before. */
  decide(db: Db | Tx, userCode: string, decision: DeviceDecision): Promise<DeviceGrant | null>;
  /** How it stands; too soon after the last time the interval grows. */
  poll(deviceCode: string): Promise<DevicePoll>;
  /** Of any number of calls at once one gets it. */
  redeem(db: Db | Tx, deviceCode: string): Promise<(Shown & { userId: string; scopes: string[] }) | null>;
  sweep(): Promise<number>;
}

/** @param key makes the hashes of user codes, which are too short for plain ones */
export function createDeviceGrants(own: Db, key: string): DeviceGrants {
  const hashUserCode = (code: string) => {
    const typed = code.toUpperCase().replaceAll(/[^A-Z]/g, "");
    return createHmac("sha256", key).update(typed).digest("base64url");
  };

  const isOpenTo = (userCode: string, userId: string) => Prisma.sql`
    user_code_hash = ${hashUserCode(userCode)} AND status = 'pending' AND expires_at > now()
    AND (claimed_by IS NULL OR claimed_by = ${userId}::uuid)`;

  return {
    async start({ ip, userAgent, ...request }) {
      const deviceCode = newToken("dc");
      const expiresAt = new Date(Date.now() + lifeMs);
      const from = { ip: ip ?? null, userAgent: userAgent?.slice(0, 400) ?? null };
      const row = { ...request, ...from, intervalSeconds, expiresAt, deviceCodeHash: hashToken(deviceCode) };
      for (let tries = 3; ; tries -= 1) {
        const userCode = newUserCode();
        try {
          await own.deviceGrant.create({
            data: { ...row, userCodeHash: hashUserCode(userCode) },
            select: { id: true },
          });
          return { deviceCode, userCode, expiresAt, intervalSeconds };
        } catch (error) {
          // One of 25 milliards that another has at this moment.
          if (tries === 0 || classifyDbError(error) !== "unique") throw error;
        }
      }
    },

    async claim(userCode, userId) {
      const [row] = await own.$queryRaw<DeviceGrant[]>`
        UPDATE device_grants SET claimed_by = ${userId}::uuid WHERE ${isOpenTo(userCode, userId)} RETURNING ${columns}`;
      return row ?? null;
    },

    async decide(db, userCode, { userId, isApproved, shown }) {
      const status = isApproved ? "approved" : "denied";
      const [row] = await db.$queryRaw<DeviceGrant[]>`
        UPDATE device_grants SET claimed_by = ${userId}::uuid, status = ${status}::device_grant_status,
          aal = ${shown.aal}::smallint, amr = ${shown.amr}::text[]
        WHERE ${isOpenTo(userCode, userId)} RETURNING ${columns}`;
      return row ?? null;
    },

    async poll(deviceCode) {
      const [row] = await own.$queryRaw<{ status: string; isHasty: boolean; intervalSeconds: number }[]>`
        WITH seen AS (
          SELECT id, status::text AS status, COALESCE(
            last_polled_at > now() - (interval_seconds * 1000 - ${slackMs}) * interval '1 millisecond', false) AS hasty
          FROM device_grants WHERE device_code_hash = ${hashToken(deviceCode)} AND expires_at > now() FOR UPDATE)
        UPDATE device_grants d SET last_polled_at = now(),
          interval_seconds = interval_seconds + CASE WHEN seen.hasty AND seen.status = 'pending' THEN 5 ELSE 0 END
        FROM seen WHERE d.id = seen.id
        RETURNING seen.status, seen.hasty AS "isHasty", d.interval_seconds AS "intervalSeconds"`;
      if (!row || row.status === "redeemed") return { kind: "gone" };
      if (row.status === "pending" && row.isHasty) return { kind: "hasty", intervalSeconds: row.intervalSeconds };
      return { kind: row.status as "pending" | "approved" | "denied" };
    },

    async redeem(db, deviceCode) {
      const [row] = await db.$queryRaw<(Shown & { userId: string; scopes: string[] })[]>`
        UPDATE device_grants SET status = 'redeemed'
        WHERE device_code_hash = ${hashToken(deviceCode)} AND status = 'approved' AND expires_at > now()
        RETURNING claimed_by AS "userId", aal, amr, scopes`;
      return row ?? null;
    },

    sweep: () => deleteInBatches(own, "device_grants", Prisma.sql`expires_at < now()`),
  };
}

const columns = Prisma.sql`id, client_name AS "clientName", scopes, ip, user_agent AS "userAgent",
  created_at AS "createdAt", expires_at AS "expiresAt"`;

function newUserCode(): string {
  const drawn = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join("");
  return `${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}
