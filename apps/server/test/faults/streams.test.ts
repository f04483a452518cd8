import { createClient, type TenonClient } from "@tenon/client";
import { createTestDatabase, eventually } from "@tenon/db/testing";
import { EventSource } from "eventsource";
import { expect, test } from "vitest";
import { password } from "../test-app.ts";
import { startBalancer } from "./balancer.ts";
import { startFleet } from "./fleet.ts";
import { sized } from "./size.ts";

const minutes = 60_000;
const env = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  MIGRATE_ON_START: "false",
  STREAMS_PER_NETWORK: "1000",
  LOGIN_LIMIT: "1000000",
  REGISTER_LIMIT: "1000000",
});

async function joinAs(url: string, username: string): Promise<TenonClient> {
  const account = { email: `${username}@example.org`, password, name: username, username, mode: "bearer" } as const;
  const { token } = await createClient({ url }).auth.register.mutate(account);
  return createClient({ url, token });
}

type Subscriber = { ids: string[]; errors: unknown[]; stop(): void };

/** Follows all posts until it is stopped; whatever happens on the way, it is not told to. */
async function subscribe(url: string, by: "sse" | "ws"): Promise<Subscriber> {
  const client = createClient({ url, subscriptions: by, EventSource });
  const ids: string[] = [];
  const errors: unknown[] = [];
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const { unsubscribe } = client.posts.events.subscribe(undefined, {
    onStarted: resolve,
    onData: ({ id }) => void ids.push(id),
    onError: (error) => void errors.push(error),
    onComplete: () => void errors.push("complete"),
  });
  await started;
  return { ids, errors, stop: unsubscribe };
}

test(
  "writers, subscribers over both transports, two servers, cuts and kills: no event is lost, and none comes twice",
  { timeout: 60 * minutes },
  async () => {
    const [events, subscribers, writers] = [sized(300, 10_000), sized(8, 20), 8];
    await using database = await createTestDatabase({ poolSize: 2 });
    await using balancer = await startBalancer();
    await using fleet = await startFleet(2, env(database.url), balancer);
    const ada = await joinAs(balancer.url, "ada");
    const all = await Promise.all(
      Array.from({ length: subscribers }, (_, index) => subscribe(balancer.url, index % 2 === 0 ? "sse" : "ws")),
    );
    const first = await database.db.event.count();

    let isWriting = true;
    const written = () => database.db.event.count({ where: { channel: "posts" } });
    const write = async () => {
      // What fails on the way may have been committed or not: the rows tell.
      while (isWriting) await ada.posts.create.mutate({ title: "T", body: "B", published: true }).catch(() => {});
    };
    const havoc = async () => {
      for (let turn = 0; isWriting; turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        balancer.cut(0.5);
        if (turn % 4 === 1) await fleet.kill((turn >> 2) % 2);
      }
    };
    const busy = [...Array.from({ length: writers }, write), havoc()];
    await eventually(async () => expect(await written()).toBeGreaterThanOrEqual(events), {
      timeout: 50 * minutes,
      interval: 100,
    });
    isWriting = false;
    await Promise.all(busy);

    // A write whose answer was cut off may be committed still.
    const committed = async () => {
      const rows = await database.db.$queryRaw<{ id: string }[]>`
        SELECT xid || '.' || id AS id FROM events WHERE channel = 'posts' ORDER BY xid, id`;
      return rows.map(({ id }) => id);
    };
    const expected = await eventually(
      async () => {
        const known = await committed();
        expect(all.map(({ ids }) => ids.length)).toEqual(all.map(() => known.length));
        return known;
      },
      { timeout: 60_000, interval: 200 },
    );
    for (const { ids, errors } of all) {
      expect(ids).toEqual(expected);
      expect(errors).toEqual([]);
    }
    expect(first).toBeLessThan(expected.length);
    for (const { stop } of all) stop();
  },
);

test(
  "a rolling restart of two servers under load fails no request, and every stream goes on",
  { timeout: 5 * minutes },
  async () => {
    const rolls = sized(1, 4);
    await using database = await createTestDatabase({ poolSize: 2 });
    await using balancer = await startBalancer();
    await using fleet = await startFleet(2, { ...env(database.url), SHUTDOWN_DELAY_MS: "500" }, balancer);
    const ada = await joinAs(balancer.url, "ada");
    const streams = await Promise.all([subscribe(balancer.url, "sse"), subscribe(balancer.url, "ws")]);
    let isBusy = true;
    const failures: unknown[] = [];
    let done = 0;
    const call = async () => {
      while (isBusy) {
        // Not the client, which would try a query again: a request that fails is to be seen.
        const response = await fetch(`${balancer.url}/api/v1/posts?limit=1`).catch((error: unknown) => error as Error);
        if (response instanceof Error || response.status !== 200) failures.push(response);
        else await response.arrayBuffer();
        await ada.posts.create
          .mutate({ title: "T", body: "B", published: true })
          .catch((error: unknown) => failures.push(error));
        done += 2;
      }
    };
    const callers = Array.from({ length: 6 }, call);
    await eventually(() => expect(done).toBeGreaterThan(50), { timeout: 20_000 });

    const codes: unknown[] = [];
    for (let roll = 0; roll < rolls; roll += 1) for (const index of [0, 1]) codes.push(await fleet.roll(index));
    isBusy = false;
    await Promise.all(callers);

    expect(failures).toEqual([]);
    expect(codes.every((code) => code === 0)).toBe(true);
    const count = await database.db.event.count({ where: { channel: "posts" } });
    await eventually(() => expect(streams.map(({ ids }) => ids.length)).toEqual([count, count]), { timeout: 30_000 });
    expect(streams.flatMap(({ errors }) => errors)).toEqual([]);
    expect(streams.map(({ ids }) => new Set(ids).size)).toEqual([count, count]);
    for (const { stop } of streams) stop();
  },
);
