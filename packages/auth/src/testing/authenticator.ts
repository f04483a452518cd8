import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import type {
  PasskeyAnswer,
  PasskeyCreated,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
} from "@tenon/contract/second-factors";

type Options = {
  /** Of the page that uses it. */
  origin: string;
  /** What the authenticator makes of the page's domain. @default the origin's */
  rpId?: string;
};

const flagsOf = { present: 0x01, verified: 0x04, backupEligible: 0x08, backedUp: 0x10, hasCredential: 0x40 };

/** An authenticator in software, for tests: one P-256 key that counts its signatures, and no attestation (WebAuthn, 6). */
export function createAuthenticator({ origin, rpId = new URL(origin).hostname }: Options) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  const credential = { id: id.toString("base64url"), rawId: id.toString("base64url"), type: "public-key" as const };
  let userHandle = "";

  /** What a test may have it do wrong. */
  const quirks = { counter: 0, isVerified: true, origin, rpId, answers: "webauthn.get" };

  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: quirks.origin, crossOrigin: false }));

  const authData = (attested = Buffer.alloc(0)) => {
    const verified = quirks.isVerified ? flagsOf.verified : 0;
    const flags = flagsOf.present | flagsOf.backupEligible | flagsOf.backedUp | verified;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(quirks.counter);
    const flag = Buffer.from([flags | (attested.length > 0 ? flagsOf.hasCredential : 0)]);
    return Buffer.concat([sha256(quirks.rpId), flag, counter, attested]);
  };

  const coseKey = () => {
    const [kty, alg, curve] = [2, -7, 1];
    const members: [number, number | Uint8Array<ArrayBuffer>][] = [
      [1, kty],
      [3, alg],
      [-1, curve],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ];
    return Buffer.from(isoCBOR.encode(new Map(members)));
  };

  return {
    quirks,
    credentialId: credential.id,

    /** As `navigator.credentials.create`. */
    create(
      { challenge, user }: PasskeyCreationOptions,
      attestation = { fmt: "none", attStmt: new Map() },
    ): PasskeyCreated {
      userHandle = user.id;
      const length = Buffer.from([0, id.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey()]);
      const object = new Map<string, unknown>([
        ["fmt", attestation.fmt],
        ["attStmt", attestation.attStmt],
        ["authData", Uint8Array.from(authData(attested))],
      ]);
      const attestationObject = Buffer.from(isoCBOR.encode(object as never)).toString("base64url");
      const clientDataJSON = clientData("webauthn.create", challenge).toString("base64url");
      return { ...credential, response: { clientDataJSON, attestationObject, transports: ["internal"] } };
    },

    /** As `navigator.credentials.get`. Each signature counts. */
    get({ challenge }: Pick<PasskeyRequestOptions, "challenge">): PasskeyAnswer {
      quirks.counter += 1;
      const client = clientData(quirks.answers, challenge);
      const data = authData();
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      return {
        ...credential,
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: signature.toString("base64url"),
          ...(userHandle !== "" && { userHandle }),
        },
      };
    },
  };
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const bytes = (base64url: string) => Uint8Array.from(Buffer.from(base64url, "base64url"));
