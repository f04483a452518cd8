import { AppError } from "@tenon/contract/app-error";
import { expect, test } from "vitest";
import { completeFile, createUpload, getFile, uploadFile } from "../files.ts";
import { reasonOf, testFiles, testWorld } from "../testing.ts";
import type { Images } from "./images.ts";
import { receiveBytes } from "./receive.ts";
import type { Storage } from "./storage.ts";

const text = { name: "words.txt", size: 5, mime: "text/plain", public: false };
const signature = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

async function* chunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function setScene(overrides: { images?: Images; storage?: Storage } = {}) {
  const world = await testWorld();
  const ada = { ...(await world.as("ada")), files: testFiles(overrides) };
  return {
    ada,
    send: (url: string, bytes: Uint8Array) =>
      receiveBytes(ada, { token: url.split("/").at(-1) ?? "", bytes: chunk(bytes) }),
    used: async () => Number((await world.db.fileUsage.findFirst())?.bytes ?? 0n),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** Fails the first time. */
function failingOnce(images: Images): Images {
  let isFirst = true;
  return {
    encode(bytes, image) {
      if (!isFirst) return images.encode(bytes, image);
      isFirst = false;
      return Promise.reject(new AppError("UNAVAILABLE"));
    },
  };
}

test("a failure of the moment leaves the upload as it was, to be completed later", async () => {
  await using scene = await setScene({ images: failingOnce(testFiles().images) });
  const { id, url } = await createUpload(scene.ada, { ...text, name: "a.png", mime: "image/png", size: 16 });
  await scene.send(url, signature);

  expect(await reasonOf(completeFile(scene.ada, { id }))).toBe("UNAVAILABLE");

  expect(await completeFile(scene.ada, { id })).toMatchObject({ status: "ready", kind: "image", width: 4, height: 3 });
  expect(await scene.used()).toBe(signature.length + "clean ".length);
});

test("what a process that died had moved already is found by the next", async () => {
  await using scene = await setScene();
  const targets = [await createUpload(scene.ada, text), await createUpload(scene.ada, text)];
  for (const { url } of targets) await scene.send(url, Buffer.from("words"));
  const [taken = "", moved = ""] = targets.map(({ id }) => id);
  await scene.ada.files.storage.move(`incoming/${taken}`, `taken/${taken}`);
  await scene.ada.files.storage.move(`incoming/${moved}`, `files/${moved}`);

  for (const { id } of targets)
    expect(await completeFile(scene.ada, { id })).toMatchObject({ status: "ready", size: 5 });
});

test("a claim of a process that died ends", async () => {
  await using scene = await setScene();
  const { id, url } = await createUpload(scene.ada, text);
  await scene.send(url, Buffer.from("words"));
  const claimedUntil = (offsetMs: number) => new Date(Date.now() + offsetMs);

  await scene.ada.db.file.update({ where: { id }, data: { claimedUntil: claimedUntil(60_000) } });
  expect(await reasonOf(completeFile(scene.ada, { id }))).toBe("CONFLICT");

  await scene.ada.db.file.update({ where: { id }, data: { claimedUntil: claimedUntil(-1) } });
  expect(await reasonOf(completeFile(scene.ada, { id }))).toBe("ok");
});

test("whoever comes too late with a file that another has completed leaves it whole", async () => {
  const { images } = testFiles();
  const overtaken = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  let calls = 0;
  await using scene = await setScene({
    images: {
      async encode(bytes, image) {
        calls += 1;
        if (calls > 1) return images.encode(bytes, image);
        begun.resolve();
        await overtaken.promise;
        throw new AppError("INVALID_IMAGE");
      },
    },
  });
  const { id, url } = await createUpload(scene.ada, { ...text, name: "a.png", mime: "image/png", size: 16 });
  await scene.send(url, signature);

  const slow = reasonOf(completeFile(scene.ada, { id }));
  await begun.promise;
  await scene.ada.db.file.update({ where: { id }, data: { claimedUntil: new Date(0) } });
  const { size } = await completeFile(scene.ada, { id });
  overtaken.resolve();

  expect(await slow).toBe("INVALID_IMAGE");
  expect(await scene.ada.files.storage.stat(`files/${id}`)).toEqual({ size });
});

test("an image that is larger once it was made anew must fit into the quota as well", async () => {
  await using scene = await setScene();
  const ada = { ...scene.ada, files: { ...scene.ada.files, quotaBytes: 18 } };
  const image = () => ({ file: new File([signature], "a.png"), public: false });

  expect(await reasonOf(uploadFile(ada, image()))).toBe("QUOTA_EXCEEDED");

  expect(await scene.used()).toBe(0);
});

test("a storage that is away refuses the upload, and keeps nothing reserved", async () => {
  const away = () => Promise.reject(new AppError("UNAVAILABLE"));
  const { storage } = testFiles();
  await using scene = await setScene({ storage: { ...storage, put: away, remove: away } });

  expect(await reasonOf(uploadFile(scene.ada, { file: new File(["words"], "a.txt"), public: false }))).toBe(
    "UNAVAILABLE",
  );

  expect(await scene.used()).toBe(0);
});

test("a pending file is seen by its owner only, also when it is to be public", async () => {
  await using scene = await setScene();
  const { id } = await createUpload(scene.ada, { ...text, public: true });

  expect(await getFile(scene.ada, { id })).toMatchObject({ status: "pending", public: true, sha256: null });
  expect(await reasonOf(getFile({ ...scene.ada, actor: { kind: "anonymous" } }, { id }))).toBe("FILE_NOT_FOUND");
});
