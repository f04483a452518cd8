import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { createGate, type GateOptions } from "./gate.ts";

export type PasswordOptions = {
  /** argon2id memory in KiB. @default 19456 (OWASP's first recommendation) */
  memoryKib?: number;
  /** argon2id passes. @default 2 */
  passes?: number;
  gate?: Partial<GateOptions>;
};

export interface Passwords {
  /** An argon2id PHC string (RFC 9106). Throws AUTH_BUSY when too many wait. */
  hash(password: string): Promise<string>;
  /** Takes as long for an account without a password, or for none at all (`null`), as for a wrong password. */
  verify(stored: string | null, password: string): Promise<boolean>;
}

/** NFKC, so that the same password typed on two keyboards is the same (NIST SP 800-63B 3.1.1.2). */
export const normalizePassword = (password: string): string => password.normalize("NFKC");

/** A core is left to everything else. */
const hashesAtOnce = Math.max(1, Math.min(2, availableParallelism() - 1));

export function createPasswords({ memoryKib = 19_456, passes = 2, gate: limits }: PasswordOptions = {}): Passwords {
  const options = { memoryCost: memoryKib, timeCost: passes, parallelism: 1 };
  const gate = createGate({ concurrency: hashesAtOnce, queue: 64, waitMs: 2_000, ...limits });
  const hashNow = (password: string) => hash(normalizePassword(password), options);
  const nobody = hashNow(randomBytes(16).toString("base64url"));
  // Awaited where it is used; without this a failing start would be an unhandled rejection.
  nobody.catch(() => {});

  // A stored value that is no hash must not fail in a way of its own: it would tell accounts apart.
  const verifyNow = (stored: string, password: string) => verify(stored, password).catch(() => verifyNobody(password));
  const verifyNobody = async (password: string) => {
    await verify(await nobody, password);
    return false;
  };

  return {
    hash: (password) => gate(() => hashNow(password)),
    verify: (stored, password) => {
      const normalized = normalizePassword(password);
      return gate(() => (stored === null ? verifyNobody(normalized) : verifyNow(stored, normalized)));
    },
  };
}
