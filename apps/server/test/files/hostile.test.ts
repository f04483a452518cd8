import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UploadTarget } from "@tenon/contract/files";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Person, startTestApp, type TestApp } from "../test-app.ts";
import { send, storedPaths, upload, usedBytes } from "./file-calls.ts";
import { pdf, png, sha256 } from "./samples.ts";

let app: TestApp;
let person: Person;
let people = 0;
/** For what the server keeps for the moment, apart from that of other processes. */
let temporary: string;
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "hostile-"));
  vi.stubEnv("TMPDIR", temporary);
  app = await startTestApp({ FILES_QUOTA_BYTES: "1000000" });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await app[Symbol.asyncDispose]();
  await rm(temporary, { recursive: true });
});
beforeEach(async () => {
  person = await app.join(`person-${(people += 1)}`);
});

const begin = (size: number, change: { sha256?: string; mime?: string } = {}): Promise<UploadTarget> =>
  person.client.files.createUpload.mutate({ name: "x.pdf", size, mime: "application/pdf", ...change });

const reasonOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: Error & { data?: { reason?: string } }) => error.data?.reason ?? error.message,
  );

const complete = ({ id }: { id: string }) => reasonOf(person.client.files.complete.mutate({ id }));

/** What is left of a person's uploads: rows, bytes of the quota, objects. */
async function leftOf(id: string): Promise<unknown[]> {
  const rows = await app.app.deps.db.file.count({ where: { ownerId: person.id } });
  return [rows, await usedBytes(app, person), (await storedPaths(app)).filter((path) => path.includes(id))];
}

/** A request whose body is written by hand; undefined when the server cuts it off. */
async function put(target: UploadTarget, chunks: Buffer[], headers: Record<string, string> = {}) {
  const { port } = new URL(app.url);
  const call = request({ port, host: "127.0.0.1", method: "PUT", path: target.url, headers });
  call.on("error", () => {});
  for (const chunk of chunks) call.write(chunk);
  call.end();
  const [response] = (await once(call, "response")) as [{ statusCode: number; resume: () => void }];
  response.resume();
  return response.statusCode;
}

describe("an upload that lies", () => {
  test.each([
    ["sends more than it said", 1000, 1001],
    ["sends much more than it said", 1000, 900_000],
    ["sends less than it said", 1000, 999],
  ])("about its size and %s is refused, and nothing is left of it", async (_, said, sent) => {
    const [counted, chunked] = [await begin(said), await begin(said)];

    const statuses = [(await send(app, counted, pdf(sent))).status, await put(chunked, [pdf(sent)])];

    expect(statuses).toEqual([422, 422]);
    expect(await leftOf(counted.id)).toEqual([0, 0, []]);
    expect(await complete(counted)).toBe("FILE_NOT_FOUND");
  });

  test("about its type or its checksum is refused at the end, and nothing is left of it", async () => {
    const html = Buffer.from("<!doctype html><script>alert(1)</script>");
    const page = await begin(html.length);
    const other = await begin(1000, { sha256: sha256(pdf(1000)) });
    const image = await begin(5000, { sha256: "0".repeat(64), mime: "image/png" });
    await send(app, page, html);
    await send(app, other, pdf(1000));
    await send(app, image, Buffer.concat([await png(), Buffer.alloc(5000)]).subarray(0, 5000));

    expect([await complete(page), await complete(other), await complete(image)]).toEqual([
      "UNSUPPORTED_FILE_TYPE",
      "CHECKSUM_MISMATCH",
      "CHECKSUM_MISMATCH",
    ]);

    expect(await leftOf(page.id)).toEqual([0, 0, []]);
    expect(await leftOf(other.id)).toEqual([0, 0, []]);
  });
});

describe("an upload link", () => {
  test("works once, also when it is used by many at once", async () => {
    const [target, raced] = [await begin(1000), await begin(1000)];

    const statuses = [(await send(app, target, pdf(1000))).status, (await send(app, target, pdf(1000))).status];
    const together = await Promise.all(
      Array.from({ length: 10 }, async () => (await send(app, raced, pdf(1000))).status),
    );

    expect(statuses).toEqual([204, 403]);
    expect(together.toSorted()).toEqual([204, ...Array.from({ length: 9 }, () => 403)]);
  });

  test("of another file, another purpose, another time or no file at all is refused", async () => {
    const [one, two] = [await begin(1000), await begin(1000)];
    const { body: file } = await upload([app, person], "words", { name: "x.txt" });
    const { url } = await person.client.files.links.query({ id: file.id });
    const content = new URL(url, app.url).searchParams.get("token") ?? "";
    const [id = "", expiry = "", mac = ""] = one.url.split("/").at(-1)?.split(".") ?? [];
    const later = (Number.parseInt(expiry, 36) + 1000).toString(36);
    const forged = [
      `${two.id}.${expiry}.${mac}`,
      `${id}.${later}.${mac}`,
      content,
      `${id}.${expiry}.`,
      "",
      "..%2f..",
      id,
    ];

    for (const token of forged) {
      const response = await send(app, { ...one, url: `/files/u/${token}` }, pdf(1000));
      expect([token, response.status]).toEqual([token, 403]);
    }

    expect((await send(app, one, pdf(1000))).status).toBe(204);
  });

  test("answers to PUT alone, and not to pages of strangers", async () => {
    const target = await begin(1000);

    const wrong = await fetch(new URL(target.url, app.url), { method: "POST", body: "x" });
    const foreign = await send(app, { ...target, headers: { origin: "https://evil.example" } }, pdf(1000));

    expect([wrong.status, wrong.headers.get("allow"), foreign.status]).toEqual([405, "PUT", 403]);
  });
});

describe("completing", () => {
  test("by many at once makes one file, and again answers the same", async () => {
    const target = await begin(1000);
    await send(app, target, pdf(1000));

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => complete(target)));

    expect(outcomes).toContain("ok");
    expect(outcomes.every((outcome) => ["ok", "CONFLICT"].includes(outcome))).toBe(true);
    expect(await complete(target)).toBe("ok");
    expect(await leftOf(target.id)).toEqual([1, 1000, [expect.stringMatching(/^files\//)]]);
  });

  test("before the bytes have come, or a stranger's, is refused and changes nothing", async () => {
    const target = await begin(1000);
    const stranger = await app.join(`stranger-${people}`);

    expect(await complete(target)).toBe("FILE_NOT_UPLOADED");
    expect(await reasonOf(stranger.client.files.complete.mutate({ id: target.id }))).toBe("FILE_NOT_FOUND");

    await send(app, target, pdf(1000));
    expect(await complete(target)).toBe("ok");
  });

  test("after the file was called off is too late", async () => {
    const target = await begin(1000);
    await send(app, target, pdf(1000));

    await person.client.files.delete.mutate({ id: target.id });

    expect(await complete(target)).toBe("FILE_NOT_FOUND");
    expect(await leftOf(target.id)).toEqual([0, 0, []]);
  });
});

describe("the quota", () => {
  test("holds for twenty uploads at once, in two steps and as forms", async () => {
    const reserved = await Promise.all(Array.from({ length: 20 }, () => reasonOf(begin(300_000))));
    expect(reserved.filter((outcome) => outcome === "ok")).toHaveLength(3);
    expect(new Set(reserved)).toEqual(new Set(["ok", "QUOTA_EXCEEDED"]));
    expect(await usedBytes(app, person)).toBe(900_000);

    const sent = await Promise.all(Array.from({ length: 20 }, () => upload([app, person], pdf(30_000))));
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(sent.find(({ status }) => status !== 201)?.body).toMatchObject({
      reason: "QUOTA_EXCEEDED",
      fields: [{ path: ["file"] }],
    });
    expect(await usedBytes(app, person)).toBe(990_000);
  });

  test("has room again after a file is deleted", async () => {
    const { body } = await upload([app, person], pdf(900_000));
    expect(await reasonOf(begin(200_000))).toBe("QUOTA_EXCEEDED");

    await person.client.files.delete.mutate({ id: body.id });

    expect(await reasonOf(begin(1_000_000))).toBe("ok");
  });
});

describe("a hundred clients that go away in the middle", () => {
  const descriptors = async () => (await readdir("/proc/self/fd").catch(() => [])).length;
  const uploads = async () => (await readdir(temporary)).filter((name) => /^(upload|image)-/.test(name));

  /** Sends half of what was said, and leaves. */
  const leave = async (path: string, headers: Record<string, string>, start: Buffer) => {
    const { port } = new URL(app.url);
    const method = path.startsWith("/files/u/") ? "PUT" : "POST";
    const call = request({ port, host: "127.0.0.1", method, path, headers });
    call.on("error", () => {});
    await new Promise((resolve) => call.write(start, resolve));
    call.destroy();
  };

  test("leave no row, no reserved byte, no object, no file and no descriptor", { timeout: 60_000 }, async () => {
    const before = { descriptors: await descriptors(), stored: await storedPaths(app) };
    const headers = { authorization: `Bearer ${person.token}`, "content-type": "multipart/form-data; boundary=x" };
    const start = '--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n%PDF-1.7';

    for (let round = 0; round < 10; round += 1) {
      await Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          if (index % 2) return leave("/api/v1/files", headers, Buffer.concat([Buffer.from(start), pdf(5000)]));
          const { url } = await begin(100_000);
          return leave(url, { "content-length": "100000" }, pdf(50_000));
        }),
      );
      await expect.poll(() => usedBytes(app, person), { timeout: 10_000 }).toBe(0);
    }

    await expect.poll(() => storedPaths(app), { timeout: 10_000 }).toEqual(before.stored);
    expect(await app.app.deps.db.file.count({ where: { ownerId: person.id } })).toBe(0);
    await expect.poll(uploads, { timeout: 10_000 }).toEqual([]);
    await expect.poll(descriptors, { timeout: 10_000 }).toBeLessThanOrEqual(before.descriptors + 5);
  });
});
