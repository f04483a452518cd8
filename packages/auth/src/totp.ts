import { Secret, TOTP } from "otpauth";

/** What every authenticator app knows: SHA-1, six digits, 30 seconds (RFC 6238). */
const form = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** 160 random bits in Base32, as RFC 4226 (4, R6) recommends. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** An `otpauth://` address, which apps read as a QR code. */
export const totpUri = ({ secret, issuer, account }: { secret: string; issuer: string; account: string }): string =>
  new TOTP({ ...form, secret, issuer, label: account }).toString();

/**
 * The time step that a code belongs to, or null: the present one, or one beside it for clocks that differ. That no step is taken
 * twice is the caller's to see to (RFC 6238, 5.2).
 */
export function totpStep({ secret, code }: { secret: string; code: string }, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = TOTP.validate({ ...form, secret: Secret.fromBase32(secret), token: code, timestamp, window: 1 });
  return delta === null ? null : TOTP.counter({ ...form, timestamp }) + delta;
}

/** The code that an app shows then. */
export const totpCode = (secret: string, at: Date): string =>
  TOTP.generate({ ...form, secret: Secret.fromBase32(secret), timestamp: at.getTime() });
