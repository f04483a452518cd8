import { randomUUID } from "node:crypto";
import { startS3Server } from "@tenon/platform/testing/s3-server";
import { expect, test } from "vitest";
import { startTestApp } from "../test-app.ts";
import { bearer, read, send, upload } from "./file-calls.ts";
import { pdf, png, sha256 } from "./samples.ts";

test("files live in a bucket from the upload to the download, clients send to it, and nobody can change what was completed", async () => {
  await using server = await startS3Server();
  const { endpoint } = server.options;
  await using app = await startTestApp(server.env);
  const ada = await app.join("ada");
  const bytes = pdf(500_000);
  const target = await ada.client.files.createUpload.mutate({
    name: "a.pdf",
    size: bytes.length,
    mime: "application/pdf",
    sha256: sha256(bytes),
  });

  expect(new URL(target.url).origin).toBe(endpoint);
  expect((await send(app, target, bytes)).status).toBe(200);
  const file = await ada.client.files.complete.mutate({ id: target.id });
  const again = await send(app, target, pdf(500_000));
  const form = await upload([app, ada], await png(400, 400), { name: "a.png" });

  expect(file).toMatchObject({ status: "ready", sha256: sha256(bytes) });
  expect(again.status).toBe(200);
  expect(sha256(await (await read(app, file.url, bearer(ada))).bytes())).toBe(sha256(bytes));
  const part = await read(app, file.url, { ...bearer(ada), range: "bytes=10-19" });
  expect([part.status, Buffer.from(await part.bytes()).equals(bytes.subarray(10, 20))]).toEqual([206, true]);
  expect((await read(app, form.body.thumbnailUrl ?? "", bearer(ada))).headers.get("content-type")).toBe("image/webp");
  await ada.client.files.delete.mutate({ id: file.id });
  expect(await app.app.deps.files.storage.stat(`files/${file.id}`)).toBeUndefined();
});

test("a bucket that is not there fails the call and not the process, and tells nobody its keys", async () => {
  const secret = randomUUID();
  await using app = await startTestApp({
    FILES: "s3",
    S3_BUCKET: "nowhere",
    S3_ENDPOINT: "http://127.0.0.1:9",
    S3_ACCESS_KEY_ID: "tenon",
    S3_SECRET_ACCESS_KEY: secret,
  });
  const ada = await app.join("ada");

  const { status, body } = await upload([app, ada], "words", { name: "a.txt" });

  expect([status, body]).toMatchObject([503, { reason: "UNAVAILABLE" }]);
  expect(await app.app.deps.db.file.count()).toBe(0);
  expect(JSON.stringify(app.lines)).not.toContain(secret);
  expect((await app.rest("GET /posts")).status).toBe(200);
});
