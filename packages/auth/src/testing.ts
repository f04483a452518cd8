import { AppError } from "@tenon/contract/app-error";
import type { Db } from "@tenon/db";

export { createAuthenticator } from "./testing/authenticator.ts";
export { totpCode } from "./totp.ts";

/** An account, of which only the name matters. */
export async function testUser(db: Db, username = "ada"): Promise<string> {
  const email = `${username}@example.com`;
  const { id } = await db.user.create({ data: { username, email, emailNormalized: email, name: username } });
  return id;
}

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
