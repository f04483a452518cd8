import type { Role } from "@tenon/contract/permissions";
import type { Db } from "@tenon/db";
import { createTestDatabase } from "@tenon/db/testing";
import { createAuth, type Shown, type SignIn, keyRing } from "./index.ts";
import type { Sessions } from "./sessions.ts";
import { testUser } from "./testing.ts";

export const engines = ["lucia", "native"] as const;
type Engine = (typeof engines)[number];

export const shown = { aal: 1, amr: ["pwd"] } satisfies Shown;
export const bearer = { kind: "bearer", ...shown } satisfies SignIn;

type Lives = Partial<Record<"idleMs" | "absoluteMs" | "perUser", number>>;

/** The sessions of an engine, and somebody to have some. */
export async function testSessions(engine: Engine, lifetimes: Lives = {}) {
  const database = await createTestDatabase();
  const { db } = database;
  const { sessions } = createAuth({
    db,
    engine,
    throttleKeys: keyRing("x".repeat(32)),
    lifetimes,
    passwords: { memoryKib: 8 },
  });
  return { ...database, sessions: bound(db, sessions), ada: await testUser(db) };
}

/** Each call in a transaction of its own. */
const bound = (db: Db, sessions: Sessions) => ({
  ...sessions,
  start: (userId: string, origin: SignIn) => db.$transaction((tx) => sessions.start(tx, userId, origin)),
  reissue: (publicId: string, credentials: Shown) => sessions.reissue(db, publicId, credentials),
  revoke: (publicId: string, of?: { userId: string }) => sessions.revoke(db, publicId, of),
  revokeUser: (userId: string, options?: { except: string }) => sessions.revokeUser(db, userId, options),
  restrict: (userId: string, role: Role) => sessions.restrict(db, userId, role),
});

export const hoursLeft = (until: Date) => (until.getTime() - Date.now()) / 3_600_000;
