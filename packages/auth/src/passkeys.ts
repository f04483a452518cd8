import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeAttestationObject, decodeClientDataJSON, isoBase64URL } from "@simplewebauthn/server/helpers";
import type {
  PasskeyAnswer,
  PasskeyCreated,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
} from "@tenon/contract/second-factors";

/** For whom passkeys are made. They are bound to the id for ever: another one makes them all useless. */
export type RelyingParty = {
  /** A domain, without scheme and port. */
  id: string;
  name: string;
  /** Where pages may use them. */
  origins: string[];
};

export type NewPasskey = {
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  backedUp: boolean;
  aaguid: string;
};

type Owner = { id: string; name: string; displayName: string };
type KnownPasskey = { credentialId: string; transports: string[] };

/** WebAuthn's two ceremonies. Who may pass through them, and whether a challenge is still good, is not known here. */
export interface Passkeys {
  creationOptions(challenge: string, owner: Owner, known: KnownPasskey[]): Promise<PasskeyCreationOptions>;
  requestOptions(challenge: string): Promise<PasskeyRequestOptions>;
  /** The challenge that a response claims to answer; null when it cannot be read. */
  challengeOf(response: { response: { clientDataJSON: string } }): string | null;
  /** Null unless it answers the challenge, here, with the user verified. */
  verifyCreated(created: PasskeyCreated, challenge: string): Promise<NewPasskey | null>;
  /** Null unless this key has signed the challenge, here, with the user verified. The counter is the caller's to compare. */
  verifyAnswer(
    answer: PasskeyAnswer,
    challenge: string,
    publicKey: Uint8Array,
  ): Promise<{ counter: number; backedUp: boolean } | null>;
  /** What authenticators keep as the owner's name for themselves. */
  handleOf(userId: string): string;
}

const timeoutMs = 300_000;
/** ES256, EdDSA, RS256. */
const algorithms = [-7, -8, -257];
const publicKeyType = "public-key" as const;

export function createPasskeys({ id: rpId, name: rpName, origins }: RelyingParty): Passkeys {
  const here = { expectedOrigin: origins, expectedRPID: rpId, requireUserVerification: true };

  return {
    async creationOptions(challenge, owner, known) {
      const options = await generateRegistrationOptions({
        rpName,
        rpID: rpId,
        challenge,
        userID: handleBytes(owner.id),
        userName: owner.name,
        userDisplayName: owner.displayName,
        timeout: timeoutMs,
        supportedAlgorithmIDs: algorithms,
      });
      return {
        challenge: options.challenge,
        timeout: timeoutMs,
        rp: { id: rpId, name: rpName },
        user: options.user,
        pubKeyCredParams: algorithms.map((alg) => ({ type: publicKeyType, alg })),
        excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, type: publicKeyType, transports })),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
      };
    },

    async requestOptions(challenge) {
      const options = await generateAuthenticationOptions({ rpID: rpId, challenge });
      return { challenge: options.challenge, timeout: timeoutMs, rpId, userVerification: "required" };
    },

    challengeOf({ response }) {
      try {
        return isoBase64URL.toUTF8String(decodeClientDataJSON(response.clientDataJSON).challenge);
      } catch {
        return null;
      }
    },

    async verifyCreated(created, challenge) {
      const response = { ...created, clientExtensionResults: {}, response: withoutUndefined(created.response) };
      const { registrationInfo } = await orNothing(async () => {
        assertNoCertificates(created.response.attestationObject);
        const expected = { ...here, expectedChallenge: isoBase64URL.fromUTF8String(challenge) };
        return verifyRegistrationResponse({ response, ...expected, supportedAlgorithmIDs: algorithms });
      });
      if (!registrationInfo) return null;
      const { credential, credentialBackedUp: backedUp, aaguid } = registrationInfo;
      const { id: credentialId, publicKey, counter } = credential;
      return { credentialId, publicKey, counter, backedUp, aaguid };
    },

    async verifyAnswer(answer, challenge, publicKey) {
      const { userHandle, ...signed } = answer.response;
      const result = await orNothing(() =>
        verifyAuthenticationResponse({
          response: {
            ...answer,
            clientExtensionResults: {},
            response: { ...signed, ...(userHandle && { userHandle }) },
          },
          ...here,
          expectedChallenge: isoBase64URL.fromUTF8String(challenge),
          // Zero: its comparison comes before the signature's, so that anybody could raise the alarm about a copy.
          credential: { id: answer.id, publicKey: Uint8Array.from(publicKey), counter: 0 },
        }),
      );
      if (!result.verified || !result.authenticationInfo) return null;
      const { newCounter: counter, credentialBackedUp: backedUp } = result.authenticationInfo;
      return { counter, backedUp };
    },

    handleOf: (userId) => isoBase64URL.fromBuffer(handleBytes(userId)),
  };
}

const handleBytes = (userId: string) => Uint8Array.from(Buffer.from(userId.replaceAll("-", ""), "hex"));

/** The library throws at whatever is not in order, with words of the sender's in its messages. */
async function orNothing<T extends { verified: boolean }>(
  verify: () => Promise<T>,
): Promise<T | { verified: false; registrationInfo?: never; authenticationInfo?: never }> {
  try {
    return await verify();
  } catch {
    return { verified: false };
  }
}

/**
 * We ask for no attestation. One with certificates would have the library fetch their revocation lists, from addresses that the
 * sender chose.
 */
function assertNoCertificates(attestationObject: string): void {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  const fmt = attestation.get("fmt");
  const isPlain = fmt === "none" || (fmt === "packed" && attestation.get("attStmt").get("x5c") === undefined);
  if (!isPlain) throw new Error(`attestation ${fmt} is not taken`);
}

const withoutUndefined = ({ clientDataJSON, attestationObject }: PasskeyCreated["response"]) => ({
  clientDataJSON,
  attestationObject,
});
