import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { completeFile, createUpload, uploadFile } from "../files.ts";
import { testFiles, testWorld } from "../testing.ts";
import { discardExpired, removeOrphans, reportMissing } from "./janitor.ts";
import { receiveBytes } from "./receive.ts";
import type { ObjectKey } from "./storage.ts";

const hourMs = 3_600_000;
const words = { name: "words.txt", size: 5, mime: "text/plain", public: false };
const file = () => ({ file: new File(["words"], "words.txt"), public: false });

async function* chunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** A world with a clock that can be put forward, and what there is in it. */
async function setScene() {
  let laterMs = 0;
  const world = await testWorld({ now: () => new Date(Date.now() + laterMs) });
  const errors: object[] = [];
  const log = { ...world.anonymous.log, error: (fields: object) => void errors.push(fields) };
  const ada = { ...(await world.as("ada")), log, files: testFiles() };
  const { storage } = ada.files;
  return {
    ada,
    errors,
    storage,
    wait: (ms: number) => void (laterMs += ms),
    put: (key: ObjectKey) => storage.put(key, chunk("x"), { size: 1, mime: "text/plain" }),
    async keys() {
      const keys: string[] = [];
      for await (const { key } of storage.list()) keys.push(key);
      return keys.toSorted();
    },
    rows: () => world.db.file.count(),
    usedBytes: async () => Number((await world.db.fileUsage.findFirst())?.bytes ?? 0n),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const send = (scene: Awaited<ReturnType<typeof setScene>>, url: string) =>
  receiveBytes(scene.ada, { token: url.split("/").at(-1) ?? "", bytes: chunk("words") });

test("uploads that nobody completed go when their time is over, with their bytes and what they had reserved", async () => {
  await using scene = await setScene();
  const sent = await createUpload(scene.ada, words);
  await createUpload(scene.ada, words);
  await send(scene, sent.url);
  const kept = await uploadFile(scene.ada, file());

  const early = await discardExpired(scene.ada);
  scene.wait(hourMs + 1000);
  const late = await discardExpired(scene.ada);

  expect([early, late]).toEqual([0, 2]);
  expect([await scene.rows(), await scene.usedBytes(), await scene.keys()]).toEqual([1, 5, [`files/${kept.id}`]]);
});

test("an upload that was late can no longer be sent or completed", async () => {
  await using scene = await setScene();
  const [sent, unsent] = [await createUpload(scene.ada, words), await createUpload(scene.ada, words)];
  await send(scene, sent.url);

  scene.wait(hourMs + 1000);

  await expect(send(scene, unsent.url)).rejects.toMatchObject({ reason: "FILE_LINK_INVALID" });
  await expect(completeFile(scene.ada, sent)).rejects.toMatchObject({ reason: "FILE_NOT_FOUND" });
});

test("objects that nobody has a row of go after an hour, and no others", async () => {
  await using scene = await setScene();
  const ready = await uploadFile(scene.ada, file());
  const pending = await createUpload(scene.ada, words);
  await send(scene, pending.url);
  const unknown = [`files/${randomUUID()}`, `thumbnails/${randomUUID()}`, `tmp/${randomUUID()}`] as const;
  for (const key of unknown) await scene.put(key);
  await scene.put(`incoming/${ready.id}`);

  const early = await removeOrphans(scene.ada);
  scene.wait(hourMs + 1000);
  const late = await removeOrphans(scene.ada);

  expect([early, late]).toEqual([0, 4]);
  expect(await scene.keys()).toEqual([`files/${ready.id}`, `incoming/${pending.id}`]);
});

test("the files of a deleted user are orphans", async () => {
  await using scene = await setScene();
  await uploadFile(scene.ada, file());
  await scene.ada.db.user.delete({ where: { id: scene.ada.actor.id } });
  scene.wait(hourMs + 1000);

  expect(await removeOrphans(scene.ada)).toBe(1);
  expect([await scene.rows(), await scene.keys()]).toEqual([0, []]);
});

test("many orphans go in batches", async () => {
  await using scene = await setScene();
  for (let count = 0; count < 250; count += 1) await scene.put(`files/${randomUUID()}`);
  scene.wait(hourMs + 1000);

  expect(await removeOrphans(scene.ada)).toBe(250);
});

test("files whose bytes are gone are reported, and stay", async () => {
  await using scene = await setScene();
  const [lost] = [await uploadFile(scene.ada, file()), await uploadFile(scene.ada, file())];
  await scene.storage.remove(`files/${lost.id}`);

  expect(await reportMissing(scene.ada)).toBe(1);
  expect(scene.errors).toEqual([{ file: lost.id }]);
  expect(await scene.rows()).toBe(2);
});
