import { AppError } from "@tenon/contract/app-error";
import type { Db } from "@tenon/db";
import type { Sealer, Session, TokenOptions } from "./index.ts";
import { keyRing } from "./key-ring.ts";

export { createAuthenticator } from "./testing/authenticator.ts";
export { totpCode } from "./totp.ts";

/** An account, of which only the name matters. */
export async function testUser(db: Db, username = "ada"): Promise<string> {
  const email = `${username}@example.com`;
  const { id } = await db.user.create({ data: { username, email, emailNormalized: email, name: username } });
  return id;
}

/** Keeps nothing from anybody. */
const openSealer: Sealer = {
  seal: (purpose, text) => Uint8Array.from(Buffer.from(`${purpose}:${text}`)),
  open: (purpose, sealed) =>
    Buffer.from(sealed)
      .toString()
      .slice(purpose.length + 1),
};

export const testTokens = {
  issuer: "https://api.example.com",
  audiences: ["https://search.example.com"],
  refreshKeys: keyRing("a new key of refresh tokens", "an old key of refresh tokens"),
  deviceKey: "a key of user codes",
  sealer: openSealer,
} satisfies TokenOptions;

/** A session that nobody has started, for what only reads it. */
export const testSession = (now = new Date()): Session => ({
  publicId: "01890a5d-ac96-774b-bcce-b302099a8057",
  userId: "01890a5d-ac96-774b-bcce-b302099a8058",
  actorId: null,
  kind: "tokens",
  scopes: null,
  remember: true,
  aal: 1,
  amr: ["pwd"],
  expiresAt: new Date(now.getTime() + 3_600_000),
  absoluteExpiresAt: new Date(now.getTime() + 86_400_000),
  authenticatedAt: now,
});

/** How often each outcome came about: `ok`, or an error's reason. */
export async function outcomesOf(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const outcome = result.status === "fulfilled" ? "ok" : reasonOf(result.reason);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

const reasonOf = (error: unknown): string => (error instanceof AppError ? error.reason : "a fault of ours");
