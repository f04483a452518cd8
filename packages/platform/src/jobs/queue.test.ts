import { defineJob } from "@tenon/core/jobs/definition";
import { inTransaction } from "@tenon/core/work";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { enqueue, Note, testQueue } from "./queue.fixture.ts";

test("a dead job is shown with its error, and runs again when it is retried", async () => {
  let isBroken = true;
  const heard: string[] = [];
  const note = defineJob({
    name: "note",
    payload: Note,
    retries: 0,
    async run(_, { text }) {
      if (isBroken) throw new Error("out of order");
      heard.push(text);
    },
  });
  await using queue = await testQueue([note]);
  const { jobs } = queue.ctx;
  await queue.work();
  await enqueue(queue.ctx, note, { text: "a" });
  const dead = await eventually(async () => {
    const [job] = await jobs.list({ state: "dead", limit: 10 });
    expect(job).toMatchObject({ name: "note", payload: { text: "a" }, error: "Error: out of order", attempts: 1 });
    return job!;
  });
  const counted = await jobs.stats();
  isBroken = false;

  const isRetried = await jobs.retry(dead.id);

  expect(isRetried).toBe(true);
  expect(counted).toMatchObject([{ name: "note", dead: 1 }]);
  await eventually(() => expect(heard).toEqual(["a"]));
  await eventually(async () => expect(await jobs.list({ limit: 10 })).toMatchObject([{ name: "note", state: "done" }]));
});

test("all dead jobs of one kind are redriven at once, and no others", async () => {
  let isBroken = true;
  const run = async () => {
    if (isBroken) throw new Error("out of order");
  };
  const [one, two] = ["one", "two"].map((name) => defineJob({ name, payload: Note, retries: 0, run }));
  await using queue = await testQueue([one!, two!]);
  const { jobs } = queue.ctx;
  await queue.work();
  for (const job of [one!, one!, two!]) await enqueue(queue.ctx, job, { text: "x" });
  await eventually(async () => expect(await jobs.list({ state: "dead", limit: 10 })).toHaveLength(3));
  isBroken = false;

  expect(await jobs.redrive("one")).toBe(2);

  await eventually(async () => expect(await jobs.list({ state: "done", limit: 10 })).toHaveLength(2));
  expect(await jobs.list({ state: "dead", limit: 10 })).toMatchObject([{ name: "two" }]);
});

test(
  "a waiting job that is cancelled does not run, and a running one is told to stop",
  { timeout: 20_000 },
  async () => {
    const begun: string[] = [];
    const stopped: string[] = [];
    const long = defineJob({
      name: "long",
      payload: Note,
      concurrency: 1,
      run: ({ signal }, { text }) =>
        new Promise((_, reject) => {
          begun.push(text);
          signal.addEventListener("abort", () => {
            stopped.push(text);
            reject(signal.reason as Error);
          });
        }),
    });
    await using queue = await testQueue([long]);
    const { jobs } = queue.ctx;
    await queue.work();
    await enqueue(queue.ctx, long, { text: "running" });
    await eventually(() => expect(begun).toEqual(["running"]));
    await enqueue(queue.ctx, long, { text: "waiting" });
    const [waiting] = await jobs.list({ state: "waiting", limit: 1 });
    const [running] = await jobs.list({ state: "running", limit: 1 });

    const cancelled = [await jobs.cancel(waiting!.id), await jobs.cancel(running!.id), await jobs.cancel(waiting!.id)];

    expect(cancelled).toEqual([true, true, false]);
    await eventually(() => expect(stopped).toEqual(["running"]));
    expect(begun).toEqual(["running"]);
    expect(await jobs.list({ state: "cancelled", limit: 10 })).toHaveLength(2);
  },
);

test("lists go on after a job, and never show what holds secrets", async () => {
  const mail = defineJob({ name: "mail", payload: Note, isSecret: true, run: async () => {} });
  await using queue = await testQueue([mail]);
  const { jobs } = queue.ctx;
  await inTransaction(queue.ctx, async (work) => {
    for (let index = 0; index < 5; index += 1) work.enqueue(mail, { text: `token ${index}` });
  });

  const first = await jobs.list({ name: "mail", limit: 3 });
  const last = first.at(-1)!;
  const second = await jobs.list({ limit: 3, after: { createdAt: last.createdAt.toISOString(), id: last.id } });

  expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(5);
  expect(JSON.stringify([first, second])).not.toContain("token");
  expect(await jobs.retry("01890a5d-ac96-774b-bcce-b302099a8057")).toBe(false);
});
