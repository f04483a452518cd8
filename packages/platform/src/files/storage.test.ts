import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createMemoryStorage } from "@tenon/core/testing/memory-storage";
import { storageConformance } from "@tenon/core/testing/storage-conformance";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type S3Server, startS3Server } from "../testing/s3-server.ts";
import { createDiskStorage } from "./disk-storage.ts";
import { createS3Storage } from "./s3-storage.ts";

describe("in memory", () => {
  const storage = createMemoryStorage();
  storageConformance(() => storage);
});

describe("on disk", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "files-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  storageConformance(() => createDiskStorage(join(folder, "below/what/is/not/there")));

  test("what others have left among the objects is not listed, and stops nobody", async () => {
    const root = join(folder, "littered");
    const storage = createDiskStorage(root);
    const key = "files/01890a5d-ac96-774b-bcce-b302099a8057";
    await storage.put(key, Readable.from([Buffer.from("x")]), { size: 1, mime: "text/plain" });
    const strays = [".DS_Store", "taken", "files/.DS_Store", "files/ab", "files/57/.DS_Store", "files/57/a.txt"];
    for (const stray of [...strays, `files/57/${key.slice(6, -2)}58`]) await writeFile(join(root, stray), "stray");
    const folders = ["lost+found", "files/57/01890a5d-ac96-774b-bcce-b302099a9957", "files/backup/57", "thumbnails"];
    for (const stray of folders) await mkdir(join(root, stray), { recursive: true });

    const listed = [];
    for await (const object of storage.list()) listed.push(object.key);

    expect(listed).toEqual([key]);
  });
});

describe("in a bucket", () => {
  let server: S3Server;
  let storage: Awaited<ReturnType<typeof createS3Storage>>;
  beforeAll(async () => {
    server = await startS3Server();
    storage = await createS3Storage(server.options);
  });
  afterAll(async () => {
    storage.close();
    await server[Symbol.asyncDispose]();
  });
  storageConformance(() => storage);

  const key = "incoming/01890a5d-ac96-774b-bcce-b302099a8057";
  const send = ({ url, headers }: { url: string; headers: Record<string, string> }, body: string) =>
    fetch(url, { method: "PUT", headers, body });
  const inAnHour = () => new Date(Date.now() + 3_600_000);

  test("clients put an object by a signed address, of the size and type that it was signed for", async () => {
    const target = await storage.uploadUrl(key, { mime: "text/plain", size: 5, expiresAt: inAnHour() });
    if (!target) throw new Error("there is no address");

    expect((await send(target, "hello")).status).toBe(200);

    expect(await storage.stat(key)).toEqual({ size: 5 });
    expect(new URL(target.url).searchParams.get("X-Amz-SignedHeaders")).toBe("content-length;content-type;host");
    expect((await send(target, "hello, world")).status).toBe(403);
    const other = new URL(target.url.replace("8057", "8058"));
    expect((await send({ ...target, url: other.href }, "hello")).status).toBe(403);
  });

  test("a signed address does not hold for longer than it says", async () => {
    const target = await storage.uploadUrl(key, { mime: "text/plain", size: 5, expiresAt: new Date() });
    if (!target) throw new Error("there is no address");

    expect(Number(new URL(target.url).searchParams.get("X-Amz-Expires"))).toBe(1);
    await expect.poll(async () => (await send(target, "hello")).status, { timeout: 5000 }).toBe(403);
  });
});
