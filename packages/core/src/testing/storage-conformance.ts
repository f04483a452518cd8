import { createHash, randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Area, ObjectKey, Storage } from "../files/storage.ts";
import { reasonOf } from "../testing.ts";

/** What every adapter of the port holds to. Each test has keys of its own, so that one storage serves all. */
export function storageConformance(storage: () => Storage): void {
  const newKey = (area: Area = "files"): ObjectKey => `${area}/${randomUUID()}`;
  const put = (key: ObjectKey, text: string, size = text.length) =>
    storage().put(key, chunks(text), { size, mime: "text/plain" });
  const textAt = async (key: ObjectKey, range?: { start: number; end: number }) => {
    const stream = await storage().open(key, range);
    return stream && Buffer.concat(await stream.toArray()).toString();
  };
  const listed = async () => {
    const found = new Map<ObjectKey, Date>();
    for await (const { key, modifiedAt } of storage().list()) found.set(key, modifiedAt);
    return found;
  };

  describe("an object", () => {
    test("is read as it was put, whole or in part", async () => {
      const key = newKey();

      await put(key, "0123456789");

      expect(await textAt(key)).toBe("0123456789");
      expect(await textAt(key, { start: 2, end: 4 })).toBe("234");
      expect(await textAt(key, { start: 9, end: 9 })).toBe("9");
      expect(await storage().stat(key)).toEqual({ size: 10 });
    });

    test("of many chunks keeps every byte in its place", async () => {
      const key = newKey();
      const bytes = randomBytes(3_000_001);
      const parts = Array.from({ length: 31 }, (_, index) => bytes.subarray(index * 100_000, (index + 1) * 100_000));

      await storage().put(key, chunks(...parts), { size: bytes.length, mime: "application/zip" });

      const stream = await storage().open(key);
      const hash = createHash("sha256");
      for await (const chunk of stream ?? []) hash.update(chunk as Buffer);
      expect(hash.digest("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
    });

    test("that is put again has the newer bytes", async () => {
      const key = newKey();
      await put(key, "older and longer");

      await put(key, "newer");

      expect(await textAt(key)).toBe("newer");
    });

    test("that is not there is undefined, and removing it is no fault", async () => {
      const key = newKey();

      await storage().remove(key);

      expect(await storage().open(key)).toBeUndefined();
      expect(await storage().stat(key)).toBeUndefined();
      expect(await storage().move(key, newKey())).toBe(false);
    });

    test("is gone once it was removed", async () => {
      const key = newKey();
      await put(key, "x");

      await storage().remove(key);

      expect(await textAt(key)).toBeUndefined();
      expect((await listed()).has(key)).toBe(false);
    });

    test("is moved in place of what was there", async () => {
      const [from, to] = [newKey("incoming"), newKey()];
      await put(from, "new");
      await put(to, "old one");

      expect(await storage().move(from, to)).toBe(true);

      expect([await textAt(from), await textAt(to)]).toEqual([undefined, "new"]);
    });

    test("is listed with when it was written", async () => {
      const key = newKey("thumbnails");
      const before = Date.now();

      await put(key, "x");

      const modifiedAt = (await listed()).get(key)?.getTime();
      expect(modifiedAt).toBeGreaterThan(before - 5000);
      expect(modifiedAt).toBeLessThan(Date.now() + 5000);
    });
  });

  describe("nothing is left of an object", () => {
    test.each([
      ["that has fewer bytes than were said", "abc", 4],
      ["that has more bytes than were said", "abc", 2],
    ])("%s", async (_, text, size) => {
      const key = newKey();

      expect(await reasonOf(put(key, text, size))).toBe("SIZE_MISMATCH");

      expect(await storage().stat(key)).toBeUndefined();
    });

    test("whose source fails", async () => {
      const key = newKey();
      const cut = new Error("the sender went away");

      const task = storage().put(key, failing("abc", cut), { size: 1000, mime: "text/plain" });

      expect(await reasonOf(task)).toBe(cut);
      expect(await storage().stat(key)).toBeUndefined();
    });

    test("that nobody waits for any more", async () => {
      const key = newKey();
      const controller = new AbortController();

      const options = { size: 1000, mime: "text/plain", signal: controller.signal };
      const task = storage().put(key, stalling("abc", controller), options);

      await expect(task).rejects.toThrow(/abort/i);
      expect(await storage().stat(key)).toBeUndefined();
    });

    test("that was there before stays as it was", async () => {
      const key = newKey();
      await put(key, "before");

      await reasonOf(storage().put(key, failing("after", new Error("cut")), { size: 1000, mime: "text/plain" }));

      expect(await textAt(key)).toBe("before");
    });
  });

  test.each([
    "../etc/passwd",
    "files/../../etc/passwd",
    "files/x",
    "files/",
    "other/01890a5d-ac96-774b-bcce-b302099a8057",
  ])("%s is no key", async (key) => {
    await expect((async () => put(key as ObjectKey, "x"))()).rejects.toThrow("no key");
    await expect((async () => storage().open(key as ObjectKey))()).rejects.toThrow("no key");
    await expect((async () => storage().remove(key as ObjectKey))()).rejects.toThrow("no key");
  });
}

async function* chunks(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function* failing(text: string, error: Error): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
  await sleep(5);
  throw error;
}

async function* stalling(text: string, controller: AbortController): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
  await sleep(5);
  controller.abort();
  yield Buffer.from(text);
  await sleep(50);
}
