import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { longJob } from "./long-job.fixture.ts";
import { enqueue, testQueue } from "./queue.fixture.ts";

const worker = join(import.meta.dirname, "killed-worker.fixture.ts");

test("the job of a worker that is killed runs again elsewhere within 30 seconds", { timeout: 60_000 }, async () => {
  const attempts: number[] = [];
  const definition = longJob(async ({ job }) => void attempts.push(job.attempt));
  await using queue = await testQueue([definition]);
  await enqueue(queue.ctx, definition, {});
  const child = spawn(process.execPath, ["--conditions=@tenon/source", worker, queue.url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const killedAt = performance.now();
  child.kill("SIGKILL");
  await once(child, "exit");

  await queue.work();

  await eventually(() => expect(attempts).toEqual([2]), { timeout: 35_000, interval: 100 });
  expect(performance.now() - killedAt).toBeLessThan(30_000);
});
