import { Queue, Worker } from "bullmq";
import type { Contender } from "../contender.ts";
import { concurrency } from "../settings.ts";

/** BullMQ on Redis: what it enqueues is in no transaction with anything else. */
export async function bullmq(url: string): Promise<Contender> {
  const connection = { url, maxRetriesPerRequest: null };
  const options = { removeOnComplete: true, removeOnFail: true };
  const queue = new Queue("bench", { connection });
  await queue.waitUntilReady();

  return {
    name: "BullMQ",
    enqueue: async () => void (await queue.add("bench", { n: 1 }, options)),
    async fill(count) {
      const jobs = Array.from({ length: count }, () => ({ name: "bench", data: { n: 1 }, opts: options }));
      await queue.addBulk(jobs);
    },
    async process(done) {
      const worker = new Worker("bench", async () => done(), { connection, concurrency });
      await worker.waitUntilReady();
      return () => worker.close();
    },
    async close() {
      await queue.obliterate({ force: true });
      await queue.close();
    },
  };
}
