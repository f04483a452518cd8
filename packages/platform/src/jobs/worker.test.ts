import { defineJob } from "@tenon/core/jobs/definition";
import { once } from "@tenon/core/jobs/once";
import { inTransaction } from "@tenon/core/work";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { startBoss } from "./boss.ts";
import { deadLetters } from "./dead-letters.ts";
import { enqueue, Note, testQueue } from "./queue.fixture.ts";
import { createJobQueue } from "./queue.ts";
import { ensureQueues } from "./queues.ts";

test("what a transaction enqueues runs when it commits, and never when it does not", async () => {
  const heard: string[] = [];
  const note = defineJob({ name: "note", payload: Note, run: async (_, { text }) => void heard.push(text) });
  await using queue = await testQueue([note]);
  await queue.work();

  const refused = inTransaction(queue.ctx, async (work) => {
    work.enqueue(note, { text: "rolled back" });
    throw new Error("no");
  });
  await expect(refused).rejects.toThrow("no");
  await enqueue(queue.ctx, note, { text: "committed" });

  await eventually(() => expect(heard).toEqual(["committed"]));
});

test("a job that fails is tried again, and ends among the dead letters with its error", async () => {
  const attempts: number[] = [];
  const poison = defineJob({
    name: "poison",
    payload: Note,
    retries: 1,
    retryAfterSeconds: 1,
    async run({ job }) {
      attempts.push(job.attempt);
      throw new TypeError("it is bad");
    },
  });
  await using queue = await testQueue([poison]);
  await queue.work();

  await enqueue(queue.ctx, poison, { text: "x" });

  const dead = await eventually(async () => {
    const [letter] = await queue.boss.findJobs(deadLetters);
    expect(letter).toBeDefined();
    return letter;
  });
  expect(attempts).toEqual([1, 2]);
  expect(dead).toMatchObject({
    data: { text: "x" },
    sourceName: "poison",
    sourceOutput: { message: "TypeError: it is bad" },
  });
});

test("an effect happens once, however often its job runs", async () => {
  const draw = defineJob({
    name: "draw",
    payload: Note,
    retries: 3,
    retryAfterSeconds: 1,
    async run(ctx, { text }) {
      await once(ctx, `draw:${text}`, async ({ tx }) => void (await tx.tag.create({ data: { name: text } })));
      if (!ctx.job.isLastAttempt && ctx.job.attempt < 2) throw new Error("died after its effect");
    },
  });
  await using queue = await testQueue([draw]);
  await queue.work();

  await enqueue(queue.ctx, draw, { text: "a" });

  await eventually(async () => expect(await queue.boss.findJobs("draw")).toMatchObject([{ state: "completed" }]));
  expect(await queue.ctx.db.tag.count()).toBe(1);
});

test("more jobs than may run at once all run, so many at a time", async () => {
  let running = 0;
  let most = 0;
  const done = new Set<string>();
  const slow = defineJob({
    name: "slow",
    payload: Note,
    concurrency: 3,
    async run(_, { text }) {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      done.add(text);
    },
  });
  await using queue = await testQueue([slow]);
  await inTransaction(queue.ctx, async (work) => {
    for (let index = 0; index < 20; index += 1) work.enqueue(slow, { text: String(index) });
  });

  await queue.work();

  await eventually(() => expect(done.size).toBe(20));
  expect(most).toBe(3);
});

test("stopping waits for the running job, and begins no other", async () => {
  const done: string[] = [];
  const { promise: begun, resolve: tellBegun } = Promise.withResolvers<void>();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const long = defineJob({
    name: "long",
    payload: Note,
    concurrency: 1,
    async run(_, { text }) {
      tellBegun();
      await gate;
      done.push(text);
    },
  });
  await using queue = await testQueue([long]);
  const stop = await queue.work();
  await enqueue(queue.ctx, long, { text: "first" });
  await begun;
  await enqueue(queue.ctx, long, { text: "second" });

  const stopped = stop();
  open();
  await stopped;

  expect(done).toEqual(["first"]);
  expect(await queue.boss.findJobs("long", { queued: true })).toHaveLength(1);
});

test("a job that does not end by its deadline is aborted and tried again", async () => {
  const reasons: string[] = [];
  const hanging = defineJob({
    name: "hanging",
    payload: Note,
    timeoutSeconds: 1,
    run: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reasons.push(String(signal.reason.name));
          reject(signal.reason as Error);
        });
      }),
  });
  await using queue = await testQueue([hanging]);
  await queue.work();

  await enqueue(queue.ctx, hanging, { text: "x" });

  await eventually(() => expect(reasons).toEqual(["TimeoutError"]));
  await eventually(async () => expect(await queue.boss.findJobs("hanging")).toMatchObject([{ state: "retry" }]));
});

test("of keyed jobs with one key only one waits", async () => {
  const digest = defineJob({ name: "digest", payload: Note, isKeyed: true, run: async () => {} });
  await using queue = await testQueue([digest]);

  for (const text of ["a", "b"]) {
    await inTransaction(queue.ctx, async (work) => work.enqueue(digest, { text }, { key: "ada" }));
  }
  await inTransaction(queue.ctx, async (work) => work.enqueue(digest, { text: "c" }, { key: "bob" }));

  const waiting = await queue.boss.findJobs<{ text: string }>("digest");
  expect(waiting.map(({ data }) => data.text).toSorted()).toEqual(["a", "c"]);
});

test("a worker that shuts down gives back what needs longer, and it costs no try", async () => {
  const attempts: number[] = [];
  const long = defineJob({
    name: "long",
    payload: Note,
    retries: 0,
    async run({ job, signal }) {
      attempts.push(job.attempt);
      if (attempts.length === 1) await new Promise((_, reject) => signal.addEventListener("abort", reject));
    },
  });
  await using queue = await testQueue([long]);
  const stop = await queue.work({ stopTimeoutMs: 10 });
  await enqueue(queue.ctx, long, { text: "x" });
  await eventually(() => expect(attempts).toEqual([1]));

  await stop();
  await queue.work();

  await eventually(() => expect(attempts).toEqual([1, 1]));
});

test("a payload that is of no use is dead at once", async () => {
  const note = defineJob({ name: "note", payload: Note, run: async () => {} });
  await using queue = await testQueue([note]);
  await queue.work();
  await queue.boss.send("note", { words: "an older version wrote text otherwise" });

  await eventually(async () =>
    expect(await queue.ctx.jobs.list({ limit: 9 })).toMatchObject([
      { state: "dead", attempts: 1, error: expect.stringContaining("UnusablePayloadError: text") as string },
    ]),
  );
});

test("a job keeps its id when it is redriven, so that an effect of it happens once", async () => {
  const ids: string[] = [];
  let effects = 0;
  const draw = defineJob({
    name: "draw",
    payload: Note,
    retries: 0,
    async run(ctx) {
      ids.push(ctx.job.id);
      await once(ctx, `draw:${ctx.job.id}`, async () => void (effects += 1));
      if (ids.length === 1) throw new Error("died after its effect");
    },
  });
  await using queue = await testQueue([draw]);
  await queue.work();
  await enqueue(queue.ctx, draw, { text: "a" });
  await eventually(async () => expect(await queue.ctx.jobs.redrive("draw")).toBe(1));

  await eventually(() => expect(ids).toHaveLength(2));

  expect(new Set(ids).size).toBe(1);
  expect(effects).toBe(1);
});

test("a kind that is keyed from now on keeps one of a key waiting from now on", async () => {
  const before = defineJob({ name: "digest", payload: Note, run: async () => {} });
  await using queue = await testQueue([before]);
  const digest = { ...before, isKeyed: true };

  await ensureQueues(queue.boss, queue.ctx.db, [digest]);
  const other = await startBoss({ ...queue.ctx, isWorker: false });
  const ctx = { ...queue.ctx, jobs: createJobQueue({ boss: other, db: queue.ctx.db, definitions: [digest] }) };
  for (const text of ["a", "b"]) {
    await inTransaction(ctx, async (work) => work.enqueue(digest, { text }, { key: "ada" }));
  }
  await other.stop();

  expect(await queue.boss.findJobs("digest")).toHaveLength(1);
});
