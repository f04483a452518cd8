import type { JobDefinition } from "@tenon/core/jobs/definition";
import type { Db } from "@tenon/db";
import type { PgBoss, Queue } from "pg-boss";
import { deadLetters } from "./dead-letters.ts";
import { setPolicy } from "./rows.ts";

const daySeconds = 86_400;

/** Makes the queues of all definitions, or changes those that differ. Safe on many processes at once. */
export async function ensureQueues(boss: PgBoss, db: Db, definitions: readonly JobDefinition[]): Promise<void> {
  const there = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const wanted: Queue[] = [{ name: deadLetters, retentionSeconds: 30 * daySeconds }, ...definitions.map(queueOf)];
  for (const { name, policy = "standard", ...options } of wanted) {
    const queue = there.get(name);
    if (!queue) await boss.createQueue(name, { policy, ...options });
    else if (differs(queue, options)) await boss.updateQueue(name, options);
    if (queue && queue.policy !== policy) await setPolicy(db, name, policy);
  }
}

function queueOf(definition: JobDefinition): Queue {
  const { name, retries = 8, retryAfterSeconds = 5, maxRetryAfterSeconds = 3600, timeoutSeconds = 60 } = definition;
  return {
    name,
    policy: definition.isKeyed ? "short" : "standard",
    retryLimit: retries,
    retryDelay: retryAfterSeconds,
    retryBackoff: true,
    retryDelayMax: maxRetryAfterSeconds,
    // The worker ends a job at its deadline; this is for a worker that cannot.
    expireInSeconds: timeoutSeconds + 10,
    heartbeatSeconds: 10,
    deleteAfterSeconds: definition.isSecret ? 3600 : daySeconds,
    // A copy among the dead letters would outlive the secret.
    ...(!definition.isSecret && { deadLetter: deadLetters }),
  };
}

const differs = (queue: object, options: object) =>
  Object.entries(options).some(([key, value]) => (queue as Record<string, unknown>)[key] !== value);
