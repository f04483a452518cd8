import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "@tenon/db";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import type { Signals } from "../signals.ts";
import { testWorld, times } from "../testing.ts";
import { inTransaction } from "../work.ts";
import { cursorText, parseCursor } from "./cursor.ts";
import { createEventFeed, type EventFeed } from "./feed.ts";
import { type FeedEvent, sweepEvents } from "./read.ts";

const log = { warn() {} };

/** Signals that are heard by all who share them. */
function sharedSignals(): Signals {
  const listeners = new Set<(key: string | undefined) => void>();
  return {
    send: (_, keys) => [...keys].forEach((key) => listeners.forEach((listen) => listen(key))),
    on(_, listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Follows a channel until told to leave; what it has seen, and where to come again. */
function follower(feed: EventFeed, channel: string, after?: string) {
  const leave = new AbortController();
  const seen: unknown[] = [];
  let last = after;
  const run = async () => {
    const from = after === undefined || after === "now" ? after : parseCursor(after);
    const options = { after: from, signal: leave.signal } as const;
    for await (const { cursor, event } of feed.follow(channel, options)) {
      seen.push(typeof event === "string" ? event : (event.data as { n: unknown }).n);
      last = cursorText(cursor);
    }
  };
  const ended = run();
  return {
    seen,
    last: () => last,
    leave: () => {
      leave.abort();
      return ended;
    },
  };
}

async function testFeed() {
  const world = await testWorld({ poolSize: 20 });
  const signals = sharedSignals();
  const ctx = { ...world.anonymous, signals };
  const tell = (channel: string, n: unknown, holdMs = 0) =>
    inTransaction(ctx, async (work) => {
      // The id is handed out now; the commit comes later, or sooner than that of others.
      if (holdMs > 0) await insertNow(work.tx, channel, n);
      else work.publish({ channel, type: "told", data: { n } });
      if (holdMs > 0) {
        work.afterCommit(() => signals.send("events", [channel]));
        await sleep(holdMs);
      }
    });
  return { world, signals, tell, feed: () => createEventFeed({ db: world.db, signals, log }) };
}

const insertNow = (db: Pick<Db, "$executeRaw">, channel: string, n: unknown) =>
  db.$executeRaw`INSERT INTO events (channel, type, data) VALUES (${channel}, 'told', ${{ n }})`;

test("whoever follows from now on is told what comes, and nothing of other channels", async () => {
  const { world, feed, tell } = await testFeed();
  await using _ = world;
  await tell("a", "before");
  await settled(world.db);
  const one = follower(feed(), "a");
  await eventually(async () => {
    await tell("a", "now");
    expect(one.seen).toContain("now");
  });

  await tell("b", "elsewhere");
  await tell("a", "last");

  await eventually(() => expect(one.seen.at(-1)).toBe("last"));
  expect(one.seen).not.toContain("before");
  expect(one.seen).not.toContain("elsewhere");
  await one.leave();
});

test(
  "eight writers whose transactions overlap, followers who come and go on two nodes: nothing is lost, nothing comes twice",
  { timeout: 60_000 },
  async () => {
    const { world, feed, tell } = await testFeed();
    await using _ = world;
    const nodes = [feed(), feed()];
    const each = 60;
    await tell("a", "zeroth");
    const start = await lastCursor(world.db);
    const steady = nodes.map((node) => follower(node, "a", start));
    const restless = { seen: [] as unknown[], isDone: false };
    const comeAndGo = async () => {
      let last = start;
      for (let turn = 0; !restless.isDone || turn < 3; turn += 1) {
        const visit = follower(nodes[turn % 2]!, "a", last);
        await sleep(Math.random() * 120);
        await visit.leave();
        restless.seen.push(...visit.seen);
        last = visit.last() ?? last;
      }
      const rest = follower(nodes[0]!, "a", last);
      await eventually(() => expect(restless.seen.length + rest.seen.length).toBe(8 * each));
      await rest.leave();
      restless.seen.push(...rest.seen);
    };
    const visiting = comeAndGo();

    await Promise.all(
      times(8, async (writer) => {
        for (let n = 0; n < each; n += 1) await tell("a", `${writer}.${n}`, Math.random() * 8);
      }),
    );
    restless.isDone = true;
    await visiting;
    await eventually(() => expect(steady.every(({ seen }) => seen.length === 8 * each)).toBe(true));
    await Promise.all(steady.map(({ leave }) => leave()));

    const all = [...times(8, async () => {})].flatMap((__, writer) =>
      Array.from({ length: each }, (___, n) => `${writer}.${n}`),
    );
    const wanted = all.toSorted();
    for (const { seen } of steady) expect(seen.map(String).toSorted()).toEqual(wanted);
    expect(restless.seen.map(String).toSorted()).toEqual(wanted);
    // Of one writer, each began after the one before had committed.
    const ofFirst = steady[0]!.seen.filter((n) => String(n).startsWith("0."));
    expect(ofFirst).toEqual(Array.from({ length: each }, (__, n) => `0.${n}`));
  },
);

const lastCursor = async (db: Db): Promise<string> => {
  const rows = await db.$queryRaw<{ cursor: string }[]>`
    SELECT xid || '.' || id AS cursor FROM events ORDER BY xid DESC, id DESC LIMIT 1`;
  return rows[0]?.cursor ?? "";
};

/** Once no transaction runs, in any database of the server, that began before what has been told: whoever comes now comes after it. */
const settled = (db: Db) =>
  eventually(async () =>
    expect(
      await db.$queryRaw`
          SELECT 1 FROM events
          WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) AND xid < pg_snapshot_xmax(pg_current_snapshot())`,
    ).toEqual([]),
  );

/** Makes what was told until now two days old. */
const age = (db: Db) => db.$executeRaw`UPDATE events SET created_at = now() - interval '2 days'`;

test("a follower who is slow is told everything, and keeps nobody's memory", async () => {
  const { world, feed, tell } = await testFeed();
  await using _ = world;
  await tell("a", "first");
  const slow = feed().follow("a", { after: undefined, signal: AbortSignal.timeout(30_000) });
  const first = slow.next();
  await eventually(async () => {
    await tell("a", "ready");
    await Promise.race([first, sleep(50).then(() => Promise.reject(new Error("not yet")))]);
  });
  await inTransaction({ ...world.anonymous }, async (work) => {
    for (let n = 0; n < 900; n += 1) work.publish({ channel: "a", type: "told", data: { n } });
  });
  await tell("a", "end");

  const seen: unknown[] = [];
  for await (const { event } of slow) {
    const { n } = (event as FeedEvent).data as { n: unknown };
    if (n === "end") break;
    if (n !== "ready") seen.push(n);
  }

  expect(seen).toEqual(Array.from({ length: 900 }, (__, n) => n));
});

test("whoever asks where now is misses nothing that comes while they are away, although they have had no event", async () => {
  const { world, feed, tell } = await testFeed();
  await using _ = world;
  await tell("a", "before");
  await settled(world.db);
  const node = feed();
  const one = follower(node, "a", "now");
  await eventually(() => expect(one.seen).toEqual(["start"]));
  await one.leave();
  await tell("a", "while away");

  const again = follower(node, "a", one.last());

  await eventually(() => expect(again.seen).toEqual(["while away"]));
  await again.leave();
});

test("what has been swept is a reset, and what came after is still told", async () => {
  const { world, feed, tell } = await testFeed();
  await using _ = world;
  for (let n = 0; n < 2; n += 1) await tell("a", n);
  await age(world.db);
  await tell("a", 2);
  const [gone, kept] = await world.db.$queryRaw<{ cursor: string }[]>`
    SELECT xid || '.' || id AS cursor FROM events ORDER BY xid, id`;
  await sweepEvents(world.anonymous);
  // Whoever begins anew at the reset comes after what was told before.
  await settled(world.db);
  const node = feed();

  const fromGone = follower(node, "a", gone!.cursor);
  const fromKept = follower(node, "a", kept!.cursor);

  await eventually(() => expect(fromGone.seen).toEqual(["reset"]));
  await eventually(() => expect(fromKept.seen).toEqual([2]));
  await Promise.all([fromGone.leave(), fromKept.leave()]);
});

test("a place before the very first event is still there", async () => {
  const { world, feed, tell } = await testFeed();
  await using _ = world;
  await tell("a", "first");

  const one = follower(feed(), "a", "9.9");

  await eventually(() => expect(one.seen).toEqual(["first"]));
  await one.leave();
});

test("a transaction that is still open holds back what others began after it, and only until it ends", async () => {
  const { world, feed, tell } = await testFeed();
  await using _ = world;
  await tell("a", "first");
  await settled(world.db);
  const one = follower(feed(), "a", "9.9");
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { promise: inserted, resolve: tellInserted } = Promise.withResolvers<void>();
  const slow = inTransaction(world.anonymous, async (work) => {
    await insertNow(work.tx, "a", "slow");
    tellInserted();
    await gate;
  });
  await inserted;
  await tell("a", "quick");
  await sleep(100);
  const before = [...one.seen];

  open();
  await slow;

  await eventually(() => expect(one.seen).toEqual(["first", "slow", "quick"]));
  expect(before).toEqual(["first"]);
  await one.leave();
});

test("connections that are cut delay events, and lose none", async () => {
  const { world, feed, tell } = await testFeed();
  await using _ = world;
  const one = follower(feed(), "a");
  await eventually(async () => {
    await tell("a", "now");
    expect(one.seen).toContain("now");
  });

  await world.db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  await eventually(() => tell("a", "after"));

  await eventually(() => expect(one.seen.at(-1)).toBe("after"));
  await one.leave();
});

test("a burst while a place turns out to be gone is told after the reset, all of it", async () => {
  const { world, signals, tell } = await testFeed();
  await using _ = world;
  await tell("a", "first");
  await age(world.db);
  await settled(world.db);
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { promise: asked, resolve: tellAsked } = Promise.withResolvers<void>();
  // The question whether a place is still there is answered late.
  const db = new Proxy(world.db, {
    get(target, key) {
      if (key !== "$queryRaw") return Reflect.get(target, key) as unknown;
      return async (query: { sql: string }) => {
        if (query.sql.includes("isResumable")) {
          tellAsked();
          await gate;
        }
        return target.$queryRaw(query as never);
      };
    },
  });
  const one = follower(createEventFeed({ db, signals, log }), "a", "1.1");
  await asked;
  await inTransaction({ ...world.anonymous, signals }, async (work) => {
    for (let n = 0; n < 500; n += 1) work.publish({ channel: "a", type: "told", data: { n } });
  });
  await sleep(200);

  open();

  await eventually(() => expect(one.seen).toHaveLength(501));
  expect(one.seen[0]).toBe("reset");
  await one.leave();
});

test("a place of a former life, before a restore, is a reset; and its events are swept", async () => {
  const { world, feed, tell } = await testFeed();
  await using _ = world;
  await tell("a", "first");
  await world.db.$executeRaw`
    INSERT INTO events (channel, type, data, xid, created_at)
    VALUES ('a', 'told', '{"n":"former"}', '999999999999', now() - interval '2 days')`;
  await settled(world.db);
  const one = follower(feed(), "a", "999999999998.7");
  await eventually(() => expect(one.seen).toEqual(["reset"]));

  const swept = await sweepEvents(world.anonymous);
  await tell("a", "now");

  await eventually(() => expect(one.seen).toEqual(["reset", "now"]));
  expect(swept).toBe(1);
  await one.leave();
});
