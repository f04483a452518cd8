import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@tenon/client";
import { startPostgres } from "@tenon/db/dev";
import { eventually } from "@tenon/db/testing";
import { EventSource } from "eventsource";
import { expect, test } from "vitest";
import { startProcess } from "../process.ts";
import { password } from "../test-app.ts";
import { sized } from "./size.ts";

test(
  "PostgreSQL is killed under load and started again: 503 meanwhile, and all is well within 5 seconds, streams too",
  { timeout: 10 * 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "tenon-killed-"));
    // PostgreSQL may run under an account of its own, which has to walk through.
    chmodSync(folder, 0o711);
    const options = { dataDir: join(folder, "postgres") };
    let postgres = await startPostgres(options);
    try {
      await using server = await startProcess({ DATABASE_URL: postgres.url });
      const { url } = server;
      const account = { email: "ada@example.org", password, name: "Ada", mode: "bearer" } as const;
      const { token } = await createClient({ url }).auth.register.mutate(account);
      const ada = createClient({ url, token });
      const seen = new Set<string | undefined>();
      const errors: unknown[] = [];
      const stream = createClient({ url, EventSource }).posts.events.subscribe(undefined, {
        onData: ({ data }) => void seen.add(data.post?.id),
        onError: (error) => void errors.push(error),
      });
      const get = async (path: string) => {
        const response = await fetch(url + path);
        await response.arrayBuffer();
        return response;
      };

      for (let round = 0; round < sized(1, 5); round += 1) {
        const statuses = new Set<number>();
        const written: string[] = [];
        let isBusy = true;
        const load = Array.from({ length: 6 }, async () => {
          while (isBusy) {
            statuses.add((await get("/api/v1/tags")).status);
            await ada.posts.create.mutate({ title: "T", body: "B", published: true }).then(
              ({ id }) => written.push(id),
              () => {},
            );
          }
        });
        await eventually(() => expect(written.length).toBeGreaterThan(20), { timeout: 20_000 });

        process.kill(postmasterOf(options.dataDir), "SIGKILL");
        const refused = await eventually(async () => {
          const response = await get("/api/v1/posts?search=x");
          expect(response.status).toBe(503);
          return response;
        });
        // What a probe has found is told for a second.
        await eventually(async () => expect((await get("/health/ready")).status).toBe(503));
        const live = await get("/health/live");
        postgres = await startPostgres(options);
        const restartedAt = performance.now();
        await eventually(async () => expect((await get("/health/ready")).status).toBe(200), { timeout: 5000 });
        await eventually(async () => expect((await get("/api/v1/posts?search=x")).status).toBe(200), { timeout: 5000 });
        const recoveredMs = performance.now() - restartedAt;
        const last = await eventually(() => ada.posts.create.mutate({ title: "Last", body: "B", published: true }));
        isBusy = false;
        await Promise.all(load);

        expect(refused.headers.get("retry-after")).toBe("2");
        expect(live.status).toBe(200);
        expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
        expect(recoveredMs).toBeLessThan(5000);
        await eventually(() => expect([...written, last.id].filter((id) => !seen.has(id))).toEqual([]));
      }
      expect(errors).toEqual([]);
      stream.unsubscribe();
    } finally {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

const postmasterOf = (dataDir: string): number =>
  Number(readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
