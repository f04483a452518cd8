import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createPasskeys } from "./passkeys.ts";
import { createAuthenticator } from "./testing.ts";

const origin = "https://example.com";
const passkeys = createPasskeys({ id: "example.com", name: "Tenon", origins: [origin, "https://app.example.com"] });
const owner = { id: randomUUID(), name: "ada@example.com", displayName: "Ada" };

async function registered(authenticator = createAuthenticator({ origin })) {
  const options = await passkeys.creationOptions("wa_made", owner, []);
  const made = await passkeys.verifyCreated(authenticator.create(options), "wa_made");
  if (!made) throw new Error("The authenticator was not taken.");
  const sign = async (challenge = "wa_asked") => authenticator.get(await passkeys.requestOptions(challenge));
  return { authenticator, made, sign };
}

test("what an authenticator makes is verified, and so is what it signs; other pages of the site may do the same", async () => {
  const { authenticator, made, sign } = await registered();

  const signed = await sign();
  authenticator.quirks.origin = "https://app.example.com";
  const elsewhere = await sign();

  expect(made).toMatchObject({ credentialId: authenticator.credentialId, counter: 0, backedUp: true });
  expect(passkeys.challengeOf(signed)).toBe("wa_asked");
  expect(await passkeys.verifyAnswer(signed, "wa_asked", made.publicKey)).toEqual({ counter: 1, backedUp: true });
  expect(await passkeys.verifyAnswer(elsewhere, "wa_asked", made.publicKey)).toMatchObject({ counter: 2 });
  expect(signed.response.userHandle).toBe(passkeys.handleOf(owner.id));
});

test("options ask for a key that the authenticator keeps, for the user's verification and for no attestation", async () => {
  const known = [{ credentialId: "AAAA", transports: ["usb"] }];

  expect(await passkeys.creationOptions("wa_made", owner, known)).toMatchObject({
    rp: { id: "example.com" },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
    excludeCredentials: [{ id: "AAAA", type: "public-key", transports: ["usb"] }],
  });
  expect(await passkeys.requestOptions("wa_asked")).toMatchObject({
    rpId: "example.com",
    userVerification: "required",
  });
});

test.for([
  ["another challenge", { challenge: "wa_other" }],
  ["another origin", { origin: "https://evil.example" }],
  ["a scheme that anybody can read", { origin: "http://example.com" }],
  ["another site", { rpId: "evil.example" }],
  ["a user who was not verified", { isVerified: false }],
] as const)("a signature for %s is refused, and so is a new key", async ([, quirk]) => {
  const { challenge = "wa_asked", ...quirks } = quirk as { challenge?: string };
  const { authenticator, made, sign } = await registered();
  Object.assign(authenticator.quirks, quirks);
  const newKey = authenticator.create(await passkeys.creationOptions(challenge, owner, []));

  expect(await passkeys.verifyAnswer(await sign(challenge), "wa_asked", made.publicKey)).toBeNull();
  expect(await passkeys.verifyCreated(newKey, "wa_asked")).toBeNull();
});

test("another key's signature is refused, and one that was changed", async () => {
  const [ada, eve] = [await registered(), await registered()];
  const signed = await eve.sign();
  const changed = { ...signed, response: { ...signed.response, signature: signed.response.authenticatorData } };

  expect(await passkeys.verifyAnswer(signed, "wa_asked", ada.made.publicKey)).toBeNull();
  expect(await passkeys.verifyAnswer(changed, "wa_asked", eve.made.publicKey)).toBeNull();
});

test("the ceremonies are not mixed up: what was signed for a new key is no sign-in", async () => {
  const { authenticator, made, sign } = await registered();
  authenticator.quirks.answers = "webauthn.create";

  expect(await passkeys.verifyAnswer(await sign(), "wa_asked", made.publicKey)).toBeNull();
});

test("an attestation with certificates is refused, whatever its form", async () => {
  const authenticator = createAuthenticator({ origin });
  const options = await passkeys.creationOptions("wa_made", owner, []);
  const attStmt = new Map<string, unknown>([["x5c", [Uint8Array.of(1)]]]);

  for (const fmt of ["packed", "tpm", "android-safetynet", "fido-u2f", "nonsense"])
    expect(await passkeys.verifyCreated(authenticator.create(options, { fmt, attStmt }), "wa_made")).toBeNull();
});

test.for(["", "AAAA", "eyJ9", Buffer.from("null").toString("base64url"), Buffer.from("{}").toString("base64url")])(
  "client data of %j has no challenge",
  (clientDataJSON) => {
    expect(passkeys.challengeOf({ response: { clientDataJSON } })).toBeNull();
  },
);
