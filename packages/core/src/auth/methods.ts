import type { Db, Tx } from "@tenon/db";

/** Something that signs in by itself; `id` tells those of one kind apart. */
export type SignInMethod =
  | { kind: "password"; id: null }
  | { kind: "passkey"; id: string }
  | { kind: "identity"; id: string; provider: string };

/** Every way to sign in that an account has. Whoever takes one away locks the user's row first, and leaves another. */
export async function signInMethods(db: Db | Tx, userId: string): Promise<SignInMethod[]> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: {
      passwordHash: true,
      passkeys: { select: { id: true } },
      identities: { select: { id: true, provider: true } },
    },
  });
  if (!user) return [];
  return [
    ...(user.passwordHash === null ? [] : [{ kind: "password", id: null } as const]),
    ...user.passkeys.map(({ id }) => ({ kind: "passkey", id }) as const),
    ...user.identities.map((identity) => ({ kind: "identity", ...identity }) as const),
  ];
}
