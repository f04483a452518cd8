import { randomUUID } from "node:crypto";
import type { Permission } from "@tenon/contract/permissions";
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, SignJWT } from "jose";
import type { Session } from "./session-engine.ts";
import { algorithm, type SigningKeys } from "./signing-keys.ts";

/** How long an access token holds: so long another service may take a session that has ended. */
export const accessTokenSeconds = 300;

/** RFC 9068, 2.1. */
const type = "at+jwt";
/** What could name a key other than ours (RFC 7515, 4.1). */
const foreignKeys = ["jku", "jwk", "x5u", "x5c"];

export type NewAccessToken = {
  session: Session;
  audience: string;
  scopes: readonly string[];
  /** For our own API: it stands for all that its user may do, whatever that will be. */
  isFull?: boolean;
  /** It holds no longer than this. */
  notAfter?: Date | undefined;
};

export type AccessToken = {
  token: string;
  expiresAt: Date;
  /** Seconds that it holds from its making. */ expiresIn: number;
};

/** What a token for our own API says. Whether its session still holds has to be asked. */
export type AccessClaims = {
  userId: string;
  sessionId: string;
  /** Null for all that the user may do. */
  scopes: Permission[] | null;
  expiresAt: Date;
};

/** Tokens that say who calls and what for, which other services verify by themselves (RFC 9068). */
export interface AccessTokens {
  /** Whom tokens may be made for, the one that is meant when none is named first. */
  readonly audiences: readonly string[];
  readonly issuer: string;
  sign(token: NewAccessToken): Promise<AccessToken>;
  /** Null unless it is one of ours, for our own API, and at this moment (ASVS 5.0 9.1, 9.2). */
  verify(token: string): Promise<AccessClaims | null>;
}

type Options = { keys: SigningKeys; issuer: string; audiences: readonly string[]; now: () => Date };

export function createAccessTokens({ keys, issuer, audiences, now }: Options): AccessTokens {
  const keyOf: JWTVerifyGetKey = async (header) => {
    const key = foreignKeys.some((name) => name in header) ? undefined : await keys.find(header.kid ?? "");
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  };

  return {
    issuer,
    audiences: [...new Set([...audiences, issuer])],

    async sign({ session, audience, scopes, isFull = false, notAfter }) {
      const { kid, privateKey } = await keys.present();
      const iat = Math.floor(now().getTime() / 1000);
      const ends = [notAfter, session.absoluteExpiresAt].flatMap((end) => (end ? [end.getTime() / 1000] : []));
      const exp = Math.floor(Math.min(iat + accessTokenSeconds, ...ends));
      const claims: JWTPayload = {
        iss: issuer,
        aud: audience,
        sub: session.userId,
        sid: session.publicId,
        client_id: "tenon",
        scope: scopes.join(" "),
        ...(isFull && { full: true }),
        aal: session.aal,
        amr: session.amr,
        auth_time: Math.floor(session.authenticatedAt.getTime() / 1000),
        jti: randomUUID(),
        iat,
        exp,
      };
      const token = await new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: type, kid }).sign(privateKey);
      return { token, expiresAt: new Date(exp * 1000), expiresIn: Math.max(0, exp - iat) };
    },

    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keyOf, {
          algorithms: [algorithm],
          typ: type,
          issuer,
          audience: issuer,
          requiredClaims: ["exp", "iat", "sub", "sid", "scope"],
          currentDate: now(),
          // Nodes' clocks differ a little.
          clockTolerance: 5,
        });
        return claimsOf(payload);
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

function claimsOf({ sub, exp = 0, sid, scope, full }: JWTPayload): AccessClaims | null {
  if (sub === undefined || typeof sid !== "string" || typeof scope !== "string") return null;
  return {
    userId: sub,
    sessionId: sid,
    scopes: full === true ? null : (scope.split(" ") as Permission[]),
    expiresAt: new Date(exp * 1000),
  };
}
