import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileMime } from "@tenon/contract/files";
import { outcomesOf, reasonOf, times } from "@tenon/core/testing";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSharpImages } from "./sharp-images.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sharp-"));
  vi.stubEnv("TMPDIR", folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#a03020" } })
    .png()
    .toBuffer();

const own = (mime: FileMime, ownerId = "ada") => ({ mime, ownerId });

async function* chunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

test("an image is encoded from file to file, and its files go with it", async () => {
  const images = createSharpImages();
  {
    await using image = await images.encode(chunk(await picture(640, 400)), own("image/png"));

    expect(image).toMatchObject({ width: 640, height: 400 });
    expect((await image.open().toArray()).reduce((size: number, part: Buffer) => size + part.length, 0)).toBe(
      image.size,
    );
    expect(await sharp(image.thumbnail).metadata()).toMatchObject({ format: "webp", width: 320, height: 200 });
    expect(await readdir(folder)).toHaveLength(1);
  }
  expect(await readdir(folder)).toEqual([]);
});

test("a small image has a thumbnail of its own size", async () => {
  await using image = await createSharpImages().encode(chunk(await picture(10, 5)), own("image/png"));

  expect(await sharp(image.thumbnail).metadata()).toMatchObject({ width: 10, height: 5 });
});

test("what is not what it is said to be, or no image at all, is refused without a trace", async () => {
  const images = createSharpImages();
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');

  expect(await reasonOf(images.encode(chunk(await picture(9, 9)), own("image/jpeg")))).toBe("INVALID_IMAGE");
  expect(await reasonOf(images.encode(chunk(drawing), own("image/png")))).toBe("INVALID_IMAGE");
  expect(await readdir(folder)).toEqual([]);
});

test("the frames of an image count together", async () => {
  const frames = await Promise.all(times(11, (index) => picture(2000, 2000 + (index % 2))));
  const joined = await Promise.all(frames.map((frame) => sharp(frame).resize(2000, 2000).png().toBuffer()));
  const many = await sharp(joined, { join: { animated: true } })
    .gif({ effort: 1, keepDuplicateFrames: true })
    .toBuffer();

  expect((await sharp(many).metadata()).pages).toBe(11);
  expect(await reasonOf(createSharpImages().encode(chunk(many), own("image/gif")))).toBe("INVALID_IMAGE");
});

test("more images at once than may wait are turned away, and the others are encoded", async () => {
  const images = createSharpImages();
  const bytes = await picture(600, 600);

  const outcomes = await outcomesOf(
    times(40, async (index) => {
      await using image = await images.encode(chunk(bytes), own("image/png", `user ${index}`));
      return image.size;
    }),
  );

  expect((outcomes["ok"] ?? 0) + (outcomes["UNAVAILABLE"] ?? 0)).toBe(40);
  expect(outcomes["ok"]).toBeGreaterThanOrEqual(17);
  expect(outcomes["UNAVAILABLE"]).toBeGreaterThan(0);
  expect(await readdir(folder)).toEqual([]);
});

test("of one user three images are in the queue at most, and another's finds room", async () => {
  const images = createSharpImages();
  const bytes = await picture(600, 600);
  const encode = async (ownerId: string) => {
    await using image = await images.encode(chunk(bytes), own("image/png", ownerId));
    return image.size;
  };

  const [ada, bob] = await Promise.all([outcomesOf(times(12, () => encode("ada"))), outcomesOf([encode("bob")])]);

  expect((ada["ok"] ?? 0) + (ada["UNAVAILABLE"] ?? 0)).toBe(12);
  expect(ada["ok"]).toBeGreaterThanOrEqual(3);
  expect(ada["UNAVAILABLE"]).toBeGreaterThan(0);
  expect(bob).toEqual({ ok: 1 });
  expect(await outcomesOf([encode("ada")])).toEqual({ ok: 1 });
});

test.each([
  [16_385, 1],
  [1, 16_385],
])("an image of %i by %i pixels is refused for its side, one at the limit is not", async (width, height) => {
  const images = createSharpImages();
  const fitting = await picture(Math.min(width, 16_384), Math.min(height, 16_384));

  expect(await reasonOf(images.encode(chunk(await picture(width, height)), own("image/png")))).toBe("INVALID_IMAGE");
  {
    await using image = await images.encode(chunk(fitting), own("image/png"));
    expect(Math.max(image.width, image.height)).toBe(16_384);
  }
});

test("whose sender goes away is not encoded, and leaves nothing", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("\x89PNG");
    throw new Error("gone");
  }

  await expect(createSharpImages().encode(broken(), own("image/png"))).rejects.toThrow("gone");

  expect(await readdir(folder)).toEqual([]);
});
