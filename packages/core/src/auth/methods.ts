import type { Tx } from "@tenon/db";

/** Every way in which a user can sign in, as often as there is one: the last of them must not be taken away. */
export async function signInMethods(tx: Tx, userId: string): Promise<("password" | "passkey")[]> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  const passkeys = await tx.passkey.findMany({ where: { userId }, select: { id: true } });
  return [...(user?.passwordHash ? (["password"] as const) : []), ...passkeys.map(() => "passkey" as const)];
}
