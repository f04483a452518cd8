import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createClient } from "@tenon/client";
import { createTestDatabase } from "@tenon/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startProcess, type ServerProcess } from "../process.ts";
import { password } from "../test-app.ts";

/** 300 is the full measure. */
const megabytes = Number(process.env["TENON_UPLOAD_MB"] ?? 128);
const size = megabytes * 1_000_000;
/** Of the memory of the server, whatever the size of the file. */
const mostGrowth = 64_000_000;

let stack: AsyncDisposableStack;
let server: ServerProcess;
beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "memory-"));
  opening.defer(() => rm(folder, { recursive: true }));
  const database = opening.use(await createTestDatabase());
  const env = { DATABASE_URL: database.url, MIGRATE_ON_START: "false", JOBS: "off", FILES_DIR: folder, TMPDIR: folder };
  server = opening.use(await startProcess(env));
  stack = opening.move();
});
afterAll(() => stack.disposeAsync());

test(
  `${megabytes} MB go through the server in two steps, as a form and back without being held in memory`,
  { timeout: 120_000 },
  async () => {
    const client = await signIn(server.url);
    await client.upload(30_000_000);
    await client.form(1_000_000);
    const before = residentBytes(server);

    const watch = watchResident(server);
    const file = await client.upload(size);
    const afterUpload = watch.peak();
    const read = await client.download(file.id);
    const afterDownload = watch.peak();
    const form = await client.form(Math.min(size, 90_000_000));
    const afterForm = watch.stop();

    expect([file.size, read, form]).toEqual([size, size, 201]);

    const growth = [afterUpload, afterDownload, afterForm].map((peak) => peak - before);
    expect(Math.max(...growth), `grew by ${growth.join(", ")} bytes from ${before}`).toBeLessThan(mostGrowth);
  },
);

const block = randomBytes(1_000_000);

/** A PDF as far as its beginning goes, made while it is sent. */
function* blocks(bytes: number): Generator<Buffer> {
  yield Buffer.from("%PDF-1.7\n");
  for (let left = bytes - 9; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length));
}

async function signIn(url: string) {
  const { token } = await createClient({ url }).auth.register.mutate({
    email: "ada@example.org",
    password,
    name: "Ada",
    mode: "bearer",
  });
  const { files } = createClient({ url, token });
  const authorization = `Bearer ${token}`;
  return {
    async upload(bytes: number) {
      const target = await files.createUpload.mutate({ name: "big.pdf", size: bytes, mime: "application/pdf" });
      const { status } = await stream(
        new URL(target.url, url),
        { method: "PUT", headers: { ...target.headers, "content-length": String(bytes) } },
        blocks(bytes),
      );
      expect(status).toBe(204);
      return files.complete.mutate({ id: target.id });
    },
    async form(bytes: number) {
      const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="big.pdf"\r\n\r\n';
      const body = [Buffer.from(head), ...blocks(bytes), Buffer.from("\r\n--x--\r\n")];
      const headers = { authorization, "content-type": "multipart/form-data; boundary=x" };
      return (await stream(new URL(`${url}/api/v1/files`), { method: "POST", headers }, body)).status;
    },
    async download(id: string) {
      const response = await fetch(`${url}/api/v1/files/${id}/content`, { headers: { authorization } });
      let bytes = 0;
      for await (const chunk of response.body ?? []) bytes += chunk.length;
      return bytes;
    },
  };
}

const stream = (url: URL, init: RequestInit, parts: Iterable<Buffer>): Promise<Response> =>
  fetch(url, { ...init, body: Readable.toWeb(Readable.from(parts)) as ReadableStream, duplex: "half" });

function residentBytes({ child }: ServerProcess): number {
  const status = `/proc/${child.pid}/status`;
  const kib = existsSync(status)
    ? /^VmRSS:\s+(\d+)/m.exec(readFileSync(status, "utf8"))?.[1]
    : execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)])
        .toString()
        .trim();
  return Number(kib) * 1024;
}

/** The most memory that a process was seen to have. */
function watchResident(watched: ServerProcess) {
  let peak = residentBytes(watched);
  const timer = setInterval(() => (peak = Math.max(peak, residentBytes(watched))), 20);
  return {
    peak: () => peak,
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}
