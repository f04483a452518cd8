import { join } from "node:path";
import { createClient } from "@tenon/client";
import { createTestDatabase } from "@tenon/db/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ServerProcess, startProcess } from "../process.ts";
import { password } from "../test-app.ts";
import { rawExchange } from "./raw-exchange.ts";
import { hostileRequests } from "./request.ts";

/** How many hostile requests are sent; 10000 is the full measure. */
const wanted = Number(process.env["TENON_HOSTILE"] ?? 800);
const seed = Number(process.env["TENON_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const batches = { minLength: 1, maxLength: 64, size: "max" } as const;
const server = [
  "--conditions=@tenon/source",
  "--import",
  join(import.meta.dirname, "tell-schemas.ts"),
  join(import.meta.dirname, "../../src/main.ts"),
];

test(
  "hostile requests bring no 5xx, no restart and no change of a schema",
  { timeout: 1_800_000 },
  async ({ annotate }) => {
    await using database = await createTestDatabase({ poolSize: 1 });
    await using running = await startProcess({ DATABASE_URL: database.url }, server);
    const port = Number(new URL(running.url).port);
    const token = await signUp(running.url);
    const before = await schemasOf(running);
    const { pid } = running.child;
    const seen = new Map<number, number>();
    let sent = 0;

    const property = fc.asyncProperty(fc.array(hostileRequests(token), batches), async (requests) => {
      const answers = await Promise.all(requests.map((bytes) => rawExchange(port, bytes)));
      sent += requests.length;
      for (const status of answers.flat()) seen.set(status, (seen.get(status) ?? 0) + 1);
      // 505 tells of the request's own version.
      expect(answers.flat().filter((status) => status >= 500 && status !== 505)).toEqual([]);
      expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
    });
    for (let round = 0; sent < wanted; round += 1) await fc.assert(property, { seed: seed + round, numRuns: 8 });

    await annotate(`seed ${seed}: ${sent} hostile requests, answers ${JSON.stringify(Object.fromEntries(seen))}`);
    expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 401, 404, 405, 406]));
    expect({ pid: running.child.pid, code: running.child.exitCode, signal: running.child.signalCode }).toEqual({
      pid,
      code: null,
      signal: null,
    });
    expect(running.output().match(/"url":"http/g)).toHaveLength(1);
    expect(running.output()).not.toMatch(/"level":("error"|50|60)/);
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200);
    // One of them may have been DELETE /me.
    const headers = { authorization: `Bearer ${await signUp(running.url, "eve")}` };
    expect((await fetch(`${running.url}/api/v1/me`, { headers })).status).toBe(200);
    expect(await schemasOf(running), "schema snapshots unchanged").toBe(before);
  },
);

async function signUp(url: string, username = "ada"): Promise<string> {
  const client = createClient({ url });
  const { token } = await client.auth.register.mutate({
    email: `${username}@example.org`,
    password,
    name: "Ada",
    username,
    mode: "bearer",
  });
  const you = createClient({ url, token });
  await you.posts.create.mutate({ title: "Hello", body: "World", published: true });
  return token ?? "";
}

/** What the server's process says of its router's schemas at this moment. */
async function schemasOf({ child, output }: ServerProcess): Promise<string> {
  const told = () => [...output().matchAll(/schemas of (\d+) operations: ([0-9a-f]{64})/g)];
  const { length } = told();
  child.kill("SIGUSR2");
  await expect.poll(() => told().length, { timeout: 20_000 }).toBe(length + 1);
  const [line = "", operations] = told().at(-1) ?? [];
  expect(Number(operations)).toBeGreaterThan(30);
  return line;
}
