import { expect, test } from "vitest";
import { createSessionCache } from "./session-cache.ts";
import type { Found, Session } from "./session-engine.ts";
import type { SessionChange } from "./session-news.ts";

const hourMs = 3_600_000;

/** News that each test tells as it likes. */
function told() {
  let tell: (change: SessionChange | undefined) => void = () => {};
  const news = {
    isHeard: true,
    on(listener: typeof tell) {
      tell = listener;
      return () => {};
    },
  };
  return { news, tell: (change?: SessionChange) => tell(change) };
}

function found(change: Partial<Session> = {}, renewAt = Date.now() + hourMs): Found {
  const later = new Date(Date.now() + hourMs);
  const session: Session = {
    publicId: "s1",
    userId: "ada",
    actorId: null,
    kind: "bearer",
    scopes: null,
    remember: true,
    aal: 1,
    amr: ["pwd"],
    expiresAt: later,
    absoluteExpiresAt: later,
    authenticatedAt: new Date(),
    ...change,
  };
  const user = { id: session.userId, username: "ada", role: "user", status: "active", mfaRequired: false } as const;
  return { session, user, renewed: true, renewAt };
}

test("what is known of a session by its token and by its id is forgotten together", async () => {
  const { news, tell } = told();
  const cache = createSessionCache({ news });
  for (const key of ["hash", "id:s1"]) await cache.fill(key, () => Promise.resolve(found()));
  const kept = ["hash", "id:s1"].map((key) => cache.get(key) !== undefined);

  tell({ kind: "session", id: "s1" });

  expect(kept).toEqual([true, true]);
  expect(["hash", "id:s1"].map((key) => cache.get(key))).toEqual([undefined, undefined]);
});

test("what was looked up is relied on for its time, and told as not renewed", async () => {
  const cache = createSessionCache({ news: told().news, ttlMs: 50 });
  await cache.fill("h", () => Promise.resolve(found()));

  const kept = cache.get("h");
  await expect.poll(() => cache.get("h")).toBeUndefined();

  expect(kept).toMatchObject({ session: { publicId: "s1" }, renewed: false });
  expect(cache.get("other")).toBeUndefined();
});

test.each<[string, SessionChange | undefined]>([
  ["its session", { kind: "session", id: "s1" }],
  ["its user", { kind: "user", id: "ada" }],
  ["the administrator behind it", { kind: "user", id: "root" }],
  ["anything that may have been missed", undefined],
])("a change of %s is heard", async (_, change) => {
  const { news, tell } = told();
  const cache = createSessionCache({ news });
  await cache.fill("h", () => Promise.resolve(found({ actorId: "root" })));
  await cache.fill("g", () => Promise.resolve(found({ publicId: "s2", userId: "bob" })));

  tell(change);

  expect(cache.get("h")).toBeUndefined();
  expect(cache.get("g") === undefined).toBe(change === undefined);
});

test("what was read while something changed is not kept", async () => {
  const { news, tell } = told();
  const cache = createSessionCache({ news });

  const answer = await cache.fill("h", () => {
    tell({ kind: "session", id: "s1" });
    return Promise.resolve(found());
  });

  expect(answer?.session.publicId).toBe("s1");
  expect(cache.get("h")).toBeUndefined();
});

test("while nothing is heard nothing is kept, and nothing that was is relied on", async () => {
  const { news } = told();
  const cache = createSessionCache({ news });
  await cache.fill("h", () => Promise.resolve(found()));

  news.isHeard = false;
  const unheard = cache.get("h");
  await cache.fill("g", () => Promise.resolve(found({ publicId: "s2" })));
  news.isHeard = true;

  expect(unheard).toBeUndefined();
  expect(cache.get("g")).toBeUndefined();
});

test.each<SessionChange>([
  { kind: "session", id: "s1" },
  { kind: "user", id: "ada" },
])("what this node is about to change is looked up each time: $kind", async (change) => {
  const cache = createSessionCache({ news: told().news });
  await cache.fill("h", () => Promise.resolve(found()));

  cache.distrust(change);
  const after = cache.get("h");
  // The transaction has not committed yet: what is read is what was.
  await cache.fill("h", () => Promise.resolve(found()));

  expect([after, cache.get("h")]).toEqual([undefined, undefined]);
});

test("a session that is due to be renewed, or over, is looked up", async () => {
  const cache = createSessionCache({ news: told().news });
  await cache.fill("due", () => Promise.resolve(found({}, Date.now() - 1)));
  await cache.fill("over", () => Promise.resolve(found({ expiresAt: new Date(Date.now() - 1) })));

  expect([cache.get("due"), cache.get("over")]).toEqual([undefined, undefined]);
});

test("it keeps so many sessions and no more; one that gave way does not hide those that came after", async () => {
  const { news, tell } = told();
  const cache = createSessionCache({ news, size: 100 });
  for (let n = 0; n < 300; n += 1) await cache.fill(`h${n}`, () => Promise.resolve(found({ publicId: `s${n}` })));

  const kept = () => Array.from({ length: 300 }, (_, n) => cache.get(`h${n}`)).filter(Boolean).length;
  const before = kept();

  tell({ kind: "user", id: "ada" });

  expect([before, kept()]).toEqual([100, 0]);
});
