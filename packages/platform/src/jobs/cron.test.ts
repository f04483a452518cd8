import { defineJob } from "@tenon/core/jobs/definition";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { startBoss } from "./boss.ts";
import { testQueue } from "./queue.fixture.ts";
import { startWorker } from "./worker.ts";

test("a cron job is enqueued once per slot, though two workers watch the clock", { timeout: 200_000 }, async () => {
  const runs: Date[] = [];
  const tick = defineJob({
    name: "tick",
    cron: "* * * * *",
    payload: z.object({}),
    run: async () => void runs.push(new Date()),
  });
  await using queue = await testQueue([tick]);
  const other = await startBoss({ ...queue.ctx, isWorker: true });
  const stopOther = await startWorker({ boss: other, deps: queue.ctx, definitions: [tick], stopTimeoutMs: 5000 });
  await queue.work();

  await eventually(() => expect(runs.length).toBeGreaterThan(0), { timeout: 90_000, interval: 200 });
  // Both have looked at the clock again, and again within the slot.
  const first = runs[0]!;
  await eventually(() => expect(Date.now() - first.getTime()).toBeGreaterThan(13_000), {
    timeout: 30_000,
    interval: 500,
  });
  await stopOther();
  await other.stop();

  const slots = runs.map((run) => Math.floor(run.getTime() / 60_000));
  expect(new Set(slots).size).toBe(slots.length);
});
