import { createHmac } from "node:crypto";
import { createTestDatabase } from "@tenon/db/testing";
import { createLocalJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { expect, test } from "vitest";
import { createAuth } from "./index.ts";
import { keyRing } from "./key-ring.ts";
import { testSession, testTokens } from "./testing.ts";

const { issuer } = testTokens;
const search = "https://search.example.com";

async function testAccess(now = () => new Date()) {
  const database = await createTestDatabase();
  const { accessTokens, signingKeys } = createAuth({
    ...database,
    throttleKeys: keyRing("x".repeat(32)),
    tokens: testTokens,
    now,
  });
  const session = testSession();
  const make = (audience: string = issuer) => accessTokens.sign({ session, audience, scopes: ["post:read"] });
  /** A token that is right but for what is given, signed with our own key unless another is. */
  const forge = async (change: Forgery = {}) => {
    const { kid, privateKey } = await signingKeys.present();
    const iat = Math.floor(now().getTime() / 1000);
    const claims = { iss: issuer, aud: issuer, sub: session.userId, sid: session.publicId, scope: "post:read" };
    const times = { iat, exp: iat + 300 };
    return new SignJWT({ ...claims, ...times, ...change.claims })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid, ...change.header })
      .sign(change.key ?? privateKey);
  };
  return { ...database, accessTokens, signingKeys, session, make, forge };
}

type Forgery = { claims?: object; header?: object; key?: Parameters<SignJWT["sign"]>[0] };

test("a token says who calls, in which session and what for, for five minutes", async () => {
  await using world = await testAccess();

  const { token, expiresAt } = await world.make();

  expect(await world.accessTokens.verify(token)).toEqual({
    userId: world.session.userId,
    sessionId: world.session.publicId,
    scopes: ["post:read"],
    expiresAt,
  });
  expect(decodeJwt(token)).toMatchObject({
    iss: issuer,
    aud: issuer,
    client_id: "tenon",
    scope: "post:read",
    aal: 1,
    amr: ["pwd"],
    jti: expect.any(String),
  });
  expect((expiresAt.getTime() - Date.now()) / 1000).toBeGreaterThan(298);
  expect((expiresAt.getTime() - Date.now()) / 1000).toBeLessThanOrEqual(300);
});

test("a token for all that its user may do says so, and is as wide as that at each moment", async () => {
  await using world = await testAccess();
  const { session } = world;

  const { token } = await world.accessTokens.sign({ session, audience: issuer, scopes: ["post:read"], isFull: true });

  expect(await world.accessTokens.verify(token)).toMatchObject({ scopes: null });
  expect(decodeJwt(token)["scope"]).toBe("post:read");
});

test("a token ends with the session, and with what it was made with", async () => {
  await using world = await testAccess();
  const soon = new Date(Math.floor(Date.now() / 1000) * 1000 + 60_000);
  const more = { audience: issuer, scopes: ["post:read"] };

  const ended = await world.accessTokens.sign({ session: { ...world.session, absoluteExpiresAt: soon }, ...more });
  const held = await world.accessTokens.sign({ session: world.session, notAfter: soon, ...more });

  expect([ended.expiresAt, held.expiresAt]).toEqual([soon, soon]);
});

test("what was made for another service is not for us", async () => {
  await using world = await testAccess();

  const { token } = await world.make(search);

  expect(await world.accessTokens.verify(token)).toBeNull();
});

test("a token that is right in all but one thing is refused", async () => {
  await using world = await testAccess();
  const stranger = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = await exportJWK(stranger.publicKey);
  const now = Math.floor(Date.now() / 1000);
  const forgeries: Record<string, Forgery> = {
    "another's key under our key id": { key: stranger.privateKey },
    "a key of its own in the header": { key: stranger.privateKey, header: { jwk } },
    "our key, but a jwk in the header": { header: { jwk } },
    "our key, but a jku in the header": { header: { jku: "https://evil.example/jwks.json" } },
    "our key, but an x5u in the header": { header: { x5u: "https://evil.example/cert.pem" } },
    "an unknown key id": { header: { kid: "unknown" } },
    "no key id": { header: { kid: undefined } },
    "another type": { header: { typ: "JWT" } },
    "no type": { header: { typ: undefined } },
    "another issuer": { claims: { iss: "https://evil.example" } },
    "another audience": { claims: { aud: search } },
    "no audience": { claims: { aud: undefined } },
    "a past end": { claims: { exp: now - 6 } },
    "no end": { claims: { exp: undefined } },
    "a beginning in the future": { claims: { nbf: now + 60 } },
    "no session": { claims: { sid: undefined } },
    "a session that is no text": { claims: { sid: 1 } },
    nobody: { claims: { sub: undefined } },
  };

  const taken = [];
  for (const [name, forgery] of Object.entries(forgeries))
    if (await world.accessTokens.verify(await world.forge(forgery))) taken.push(name);

  expect(await world.accessTokens.verify(await world.forge())).not.toBeNull();
  expect(taken).toEqual([]);
});

test("neither no signature nor one with the public key as a shared secret is a signature", async () => {
  await using world = await testAccess();
  const { token } = await world.make();
  const [, payload = ""] = token.split(".");
  const [key] = (await world.signingKeys.published()).keys;
  const head = (header: object) =>
    Buffer.from(JSON.stringify({ ...header, typ: "at+jwt", kid: key?.kid })).toString("base64url");
  const none = `${head({ alg: "none" })}.${payload}.`;
  const secrets = [key?.x ?? "", Buffer.from(key?.x ?? "", "base64url"), JSON.stringify(key)];
  const shared = secrets.map((secret) => {
    const signed = `${head({ alg: "HS256" })}.${payload}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  });

  for (const forged of [none, ...shared, `${token}x`, token.slice(0, -4), "ey.ey.", "", "\0"])
    expect(await world.accessTokens.verify(forged)).toBeNull();
});

test("another service verifies with the published keys alone", async () => {
  await using world = await testAccess();
  const { token } = await world.make(search);
  const keys = createLocalJWKSet(await world.signingKeys.published());

  const { payload } = await jwtVerify(token, keys, { issuer, audience: search, typ: "at+jwt", algorithms: ["EdDSA"] });

  expect(payload.sub).toBe(world.session.userId);
});
