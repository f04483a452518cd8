import type { MfaMethod } from "@tenon/contract/second-factors";
import { type Db, Prisma, type Tx } from "@tenon/db";

export type SecondFactors = { hasApp: boolean; passkeys: number; recoveryCodes: number };

/** The second factors that a user has. */
export async function readSecondFactors(db: Db | Tx, userId: string): Promise<SecondFactors> {
  const [row] = await db.$queryRaw<SecondFactors[]>`
    SELECT EXISTS (SELECT FROM totp_factors WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL) AS "hasApp",
      (SELECT count(*)::int FROM passkeys WHERE user_id = ${userId}::uuid) AS "passkeys",
      (SELECT count(*)::int FROM recovery_codes WHERE user_id = ${userId}::uuid AND used_at IS NULL) AS "recoveryCodes"`;
  return row ?? { hasApp: false, passkeys: 0, recoveryCodes: 0 };
}

/** Whether signing in asks for one. Recovery codes stand in for a factor, and are none. */
export const hasSecondFactor = ({ hasApp, passkeys }: SecondFactors): boolean => hasApp || passkeys > 0;

/** How the second factor can be shown; empty without one. */
export function methodsOf(factors: SecondFactors): MfaMethod[] {
  if (!hasSecondFactor(factors)) return [];
  return [
    ...(factors.hasApp ? (["code"] as const) : []),
    ...(factors.passkeys > 0 ? (["passkey"] as const) : []),
    ...(factors.recoveryCodes > 0 ? (["recoveryCode"] as const) : []),
  ];
}

/**
 * The factors of a user whose row is locked from here on: nobody adds or removes one, and no sign-in overtakes it, until the
 * transaction ends.
 */
export async function lockSecondFactors(tx: Tx, userId: string): Promise<SecondFactors> {
  // Two statements: subqueries of a statement that had to wait would see what was there before.
  await tx.$executeRaw(Prisma.sql`SELECT FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`);
  return readSecondFactors(tx, userId);
}
