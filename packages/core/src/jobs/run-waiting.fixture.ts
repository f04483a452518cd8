import { testJobCtx, type TestWorld } from "../testing.ts";
import type { JobDefinition } from "./definition.ts";

/** Runs the jobs of these kinds that wait, and those that they enqueue, whenever they are due; the others go on waiting. */
export async function runWaiting(world: TestWorld, definitions: JobDefinition[]): Promise<void> {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  for (;;) {
    const index = world.jobs.findIndex(({ name }) => byName.has(name));
    const [job] = index === -1 ? [] : world.jobs.splice(index, 1);
    if (!job) return;
    const definition = byName.get(job.name);
    await definition?.run(testJobCtx(world.anonymous), definition.payload.parse(job.payload));
  }
}
