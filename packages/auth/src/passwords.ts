import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import type { FieldError } from "@tenon/contract/errors";
import { createGate, type GateOptions } from "./gate.ts";
import type { KeyRing } from "./key-ring.ts";
import { normalizePassword } from "./normalize-password.ts";
import { createPasswordPolicy, type PasswordPolicyOptions } from "./password-policy.ts";

export type PasswordOptions = {
  /** argon2id memory in KiB. @default 19456 (OWASP's first recommendation) */
  memoryKib?: number;
  /** argon2id passes. @default 2 */
  passes?: number;
  /** Without the database of hashes alone nothing can be guessed. @default no pepper */
  pepper?: KeyRing | undefined;
  /** Called once for each pepper that hashes name and the ring does not have. */
  onUnknownPepper?: (keyId: string) => void;
  policy?: PasswordPolicyOptions;
  gate?: Partial<GateOptions>;
  /** @default @node-rs/argon2 */
  argon2?: { hash: typeof hash; verify: typeof verify };
};

export interface Passwords {
  /** An argon2id PHC string (RFC 9106) that names its pepper. Throws AUTH_BUSY when too many wait. */
  hash(password: string): Promise<string>;
  /** Takes as long for an account without a password, or for none at all (`null`), as for a wrong password. */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made with other parameters, or another pepper, than one of now. */
  isOutdated(stored: string): boolean;
  /**
   * Why a new password is refused; empty when it is fine.
   * @param context words that a guesser would try first: the account's name, e-mail address, the product's name
   */
  faults(password: string, context: string[]): Promise<FieldError[]>;
  /** How long a hash takes at best, in ms. */
  measure(): Promise<number>;
}

/** A core is left to everything else. */
const hashesAtOnce = Math.max(1, Math.min(2, availableParallelism() - 1));

export function createPasswords(given: PasswordOptions = {}): Passwords {
  const { memoryKib = 19_456, passes = 2, pepper, onUnknownPepper, policy, gate: limits } = given;
  const argon2 = given.argon2 ?? { hash, verify };
  const options = { memoryCost: memoryKib, timeCost: passes, parallelism: 1 };
  const gate = createGate({ concurrency: hashesAtOnce, queue: 64, waitMs: 2_000, ...limits });
  const peppers = new Map(pepper?.map(({ id, secret }) => [id, Buffer.from(secret)]));
  const newest = pepper?.[0].id;
  const unknown = new Set<string>();

  const hashNow = async (password: string) => {
    const made = await argon2.hash(normalizePassword(password), { ...options, ...secretOf(peppers.get(newest ?? "")) });
    return newest === undefined ? made : made.replace(/\$(?=[^$]+\$[^$]+$)/, `,keyid=${newest}$`);
  };
  const nobody = hashNow(randomBytes(16).toString("base64url"));
  // Awaited where it is used; without this a failing start would be an unhandled rejection.
  nobody.catch(() => {});

  const verifyNobody = async (password: string) => {
    await argon2.verify(await nobody, password);
    return false;
  };
  // A stored value that is no hash must not fail in a way of its own: it would tell accounts apart.
  const verifyNow = (stored: string, password: string) => {
    const { keyId } = partsOf(stored);
    const secret = keyId === undefined ? undefined : peppers.get(keyId);
    if (keyId !== undefined && !secret) {
      if (!unknown.has(keyId)) onUnknownPepper?.(keyId);
      unknown.add(keyId);
      return verifyNobody(password);
    }
    return argon2.verify(stored, password, secretOf(secret)).catch(() => verifyNobody(password));
  };
  const { faults } = createPasswordPolicy(policy);

  return {
    hash: (password) => gate(() => hashNow(password)),
    verify: (stored, password) => {
      const normalized = normalizePassword(password);
      return gate(() => (stored === null ? verifyNobody(normalized) : verifyNow(stored, normalized)));
    },
    isOutdated(stored) {
      const { parameters, keyId } = partsOf(stored);
      return parameters !== `m=${memoryKib},t=${passes},p=1` || keyId !== newest;
    },
    faults,
    async measure() {
      let best = Infinity;
      for (let round = 0; round < 3; round += 1) {
        const startedAt = performance.now();
        await hashNow("how long does this take?");
        best = Math.min(best, performance.now() - startedAt);
      }
      return best;
    },
  };
}

const secretOf = (secret: Buffer | undefined) => (secret ? { secret } : {});

/** What a PHC string says of how it was made; `keyid` is the format's own name for a pepper's. */
function partsOf(stored: string): { parameters?: string | undefined; keyId?: string | undefined } {
  const [, parameters, keyId] = /^\$argon2id\$v=19\$(m=\d+,t=\d+,p=\d+)(?:,keyid=([\w+/]+))?\$/.exec(stored) ?? [];
  return { parameters, keyId };
}
