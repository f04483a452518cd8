import { randomUUID } from "node:crypto";
import { type Auth, createAuth, keyRing, type SignIn, type TokenOptions } from "@tenon/auth";
import { type Role, rolePermissions } from "@tenon/contract/permissions";
import { type Post, PostCreate } from "@tenon/contract/posts";
import type { Db } from "@tenon/db";
import { createTestDatabase, type TestDatabaseOptions } from "@tenon/db/testing";
import { createSeals } from "./audit/seals.ts";
import type { Ctx, Log, UserActor, UserCtx } from "./ctx.ts";
import { createCursors } from "./cursors.ts";
import { createEventFeed } from "./events/feed.ts";
import { createFileLinks } from "./files/links.ts";
import type { Files } from "./files/settings.ts";
import { createFederation } from "./identities/federation.ts";
import type { JobCtx } from "./jobs/definition.ts";
import type { NewJob } from "./jobs/queue.ts";
import { knownError } from "./known-errors.ts";
import type { Limiter } from "./limits.ts";
import { createLinks } from "./mail/links.ts";
import { createPost } from "./posts.ts";
import { createStreams } from "./streams.ts";
import { createMemoryStorage } from "./testing/memory-storage.ts";
import { createPlainImages } from "./testing/plain-images.ts";
import { createVault } from "./vault.ts";
import type { WebhookSender } from "./webhooks/sender.ts";

const keys = keyRing("a-secret-of-tests-that-is-long-enough");
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

const testUrls = {
  publicUrl: "https://api.example.com",
  pagesUrl: "https://example.com",
  accountUrl: "https://example.com",
};

/** Nobody is held up in tests that are not about limits. */
const unlimited: Limiter = {
  spend: () => Promise.resolve({ count: 1000, windowMs: 1000, left: 1000, resetMs: 1000, isSpent: false }),
  refund: () => Promise.resolve(),
};

/** Every address is in order and takes what it is sent. */
const silentEndpoints: WebhookSender = {
  faultOf: () => Promise.resolve(undefined),
  send: () => Promise.resolve({ status: 204, excerpt: "" }),
};

/** argon2id at its least: tests are about who gets in, not about how long a guess takes. */
const cheap = { memoryKib: 8, passes: 1 };

const patient = { concurrency: 2, queue: 1000, waitMs: 60_000 };

type TestAuthOptions = { gate?: typeof patient; admission?: typeof patient; now?: () => Date };

export const testAuth = (
  db: Db,
  { gate = patient, admission = patient, now = () => new Date() }: TestAuthOptions = {},
): Auth =>
  createAuth({
    db,
    throttleKeys: keys,
    passwords: { ...cheap, gate },
    admission,
    relyingParty,
    tokens: testTokens,
    now,
  });

const testTokens = {
  issuer: "https://api.example.com",
  audiences: ["https://search.example.com"],
  refreshKeys: keyRing("refresh tokens of tests"),
  deviceKey: "user codes of tests",
  sealer: createVault(keys),
} satisfies TokenOptions;

/** Where the pages of tests are. */
const relyingParty = { id: "example.com", name: "Tenon", origins: ["https://example.com"] };

/** Files in memory, for which images are as good as they come. */
export const testFiles = (overrides: Partial<Files> = {}): Files => ({
  storage: createMemoryStorage(),
  images: createPlainImages(),
  links: createFileLinks(keys),
  maxBytes: 1_000_000,
  quotaBytes: 10_000_000,
  contentUrl: "https://api.example.com/api/v1/files",
  uploadUrl: "https://api.example.com/files/u",
  ...overrides,
});

const addresses = { publicUrl: "https://api.example.com", webUrl: undefined, trustedOrigins: [] };

export type TestWorld = AsyncDisposable & {
  db: Db;
  /** Jobs that were added by transactions which have committed or not: nobody runs them here. */
  jobs: NewJob[];
  url: string;
  anonymous: Ctx;
  /** A context of somebody who has signed in; the same name is the same person. */
  as(username: string, role?: Role): Promise<UserCtx>;
};

/**
 * A migrated database of its own and contexts of whoever is needed in it.
 * @example await using world = await testWorld(); const ada = await world.as("ada");
 */
export async function testWorld(options: TestDatabaseOptions & { now?: () => Date } = {}): Promise<TestWorld> {
  const { now = () => new Date(), ...databaseOptions } = options;
  const database = await createTestDatabase(databaseOptions);
  const jobs: NewJob[] = [];
  const auth = testAuth(database.db, { now });
  const signals = { send() {}, on: () => () => {} };
  const anonymous: Ctx = {
    db: database.db,
    auth,
    federation: createFederation({ providers: new Map(), ...addresses }),
    cache: { read: ({ load }) => load() },
    cursors: createCursors(keys),
    limiter: unlimited,
    files: testFiles(),
    jobs: {
      add: async (_, added) => void jobs.push(...added),
      list: async () => [],
      stats: async () => [],
      retry: async () => false,
      cancel: async () => false,
      redrive: async () => 0,
    },
    mailer: { send: () => Promise.resolve({ kind: "sent" }) },
    links: createLinks({ ...testUrls, keys }),
    digestMs: 300_000,
    signals,
    feed: createEventFeed({ db: database.db, signals, log: silent }),
    streams: createStreams({ auth, log: silent, limits: { perUser: 5, perNetwork: 5, total: 20 } }),
    seals: createSeals(keys),
    auditMs: undefined,
    deletionMs: 7 * 86_400_000,
    vault: createVault(keys),
    webhooks: silentEndpoints,
    mfaRoles: new Set(),
    log: silent,
    now,
    actor: { kind: "anonymous" },
    requestId: "test",
    signal: new AbortController().signal,
    client: {},
  };
  const people = new Map<string, Promise<UserCtx>>();

  return {
    ...database,
    anonymous,
    jobs,
    as(username, role = "user") {
      const known = people.get(username) ?? signUp(anonymous, username, role);
      people.set(username, known);
      return known;
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

/** The same context as a job has it, on its first try. */
export const testJobCtx = (ctx: Ctx): JobCtx => ({
  ...ctx,
  actor: { kind: "system" },
  job: { id: randomUUID(), attempt: 1, isLastAttempt: false },
});

/** Writes a post of which only what the test names matters. */
export const testPost = (ctx: UserCtx, content: Partial<PostCreate> = {}): Promise<Post> =>
  createPost(ctx, PostCreate.parse({ title: "Hello", body: "World", ...content }));

/** The reason for which a call failed, as a caller would be told it; the error itself when there is none. */
export async function reasonOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return "ok";
  } catch (error) {
    return knownError(error)?.reason ?? error;
  }
}

/** How often each outcome came about: `ok`, or an error's reason. */
export async function outcomesOf(calls: Iterable<Promise<unknown>>): Promise<Record<string, number>> {
  const outcomes = await Promise.all([...calls].map(reasonOf));
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[String(outcome)] = (counts[String(outcome)] ?? 0) + 1;
  return counts;
}

/** `count` calls at once. */
export const times = <T>(count: number, call: (index: number) => Promise<T>): Promise<T>[] =>
  Array.from({ length: count }, (_, index) => call(index));

/** Every item of a list, a page at a time. */
export async function allItems<T>(
  read: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

/** A session as a password of this moment brings it. */
export const testSession = ({ auth, db }: Pick<Ctx, "auth" | "db">, userId: string, origin: Partial<SignIn> = {}) =>
  db.$transaction((tx) => auth.sessions.start(tx, userId, { kind: "bearer", aal: 1, amr: ["pwd"], ...origin }));

/** Somebody who has just signed in. */
export const testActor = (user: { id: string; username: string }, role: Role = "user"): UserActor => ({
  kind: "user",
  id: user.id,
  username: user.username,
  role,
  permissions: rolePermissions[role],
  mfaRequired: false,
  session: {
    publicId: randomUUID(),
    userId: user.id,
    actorId: null,
    kind: "bearer",
    scopes: null,
    remember: true,
    aal: 1,
    amr: ["pwd"],
    expiresAt: new Date(Date.now() + 3_600_000),
    absoluteExpiresAt: new Date(Date.now() + 3_600_000),
    authenticatedAt: new Date(),
  },
});

async function signUp(ctx: Ctx, username: string, role: Role): Promise<UserCtx> {
  const email = `${username}@example.com`;
  const user = await ctx.db.user.create({ data: { username, role, email, emailNormalized: email, name: username } });
  return { ...ctx, actor: testActor(user, role) };
}
