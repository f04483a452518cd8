import { request } from "node:http";
import { json } from "node:stream/consumers";
import { wireErrorOf } from "@tenon/client";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Person, startTestApp, type TestApp } from "../test-app.ts";
import { bearer, read, send, storedPaths, upload, usedBytes } from "./file-calls.ts";
import { pdf, png, sha256 } from "./samples.ts";

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp({ MAX_FILE_BYTES: "3000000", FILES_QUOTA_BYTES: "20000000" });
  ada = await app.join("ada");
});
afterAll(() => app[Symbol.asyncDispose]());

/** Says how much will come, sends nothing, and reads the answer. */
function rawPost(url: string, headers: Record<string, string>): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const sent = request(url, { method: "POST", headers }, (res) => {
    json(res)
      .then(resolve, reject)
      .finally(() => sent.destroy());
  });
  sent.on("error", reject).flushHeaders();
  return promise;
}

let people = 0;
const somebody = () => app.join(`person-${(people += 1)}`);

describe("a form", () => {
  test("is kept, and its bytes are read as they were sent", async () => {
    const bytes = pdf(300_000);

    const { status, headers, body } = await upload([app, ada], bytes, { name: "report.pdf" });

    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/v1/files/${body.id}`);
    expect(body).toMatchObject({ name: "report.pdf", mime: "application/pdf", kind: "document", size: 300_000 });
    expect(body).toMatchObject({ sha256: sha256(bytes), status: "ready", public: false, expiresAt: null });
    const response = await read(app, body.url, bearer(ada));
    expect(sha256(await response.bytes())).toBe(sha256(bytes));
  });

  test("is taken over tRPC as well", async () => {
    const form = new FormData();
    form.append("file", new File(["a,b\n1,2\n"], "table.csv", { type: "text/csv" }));
    form.append("public", "true");

    const file = await ada.client.files.upload.mutate(form);

    expect(file).toMatchObject({
      name: "table.csv",
      mime: "text/csv",
      size: 8,
      public: true,
      createdAt: expect.any(Date),
    });
    expect(await (await read(app, file.url)).text()).toBe("a,b\n1,2\n");
  });

  test("beyond what a transport takes is told how much that is, and of the way in two steps", async () => {
    const form = new FormData();
    form.append("file", new Blob([pdf(1_100_000)]), "report.pdf");
    const headers = { ...bearer(ada), "content-type": "multipart/form-data; boundary=x" };

    const trpc = await ada.client.files.upload.mutate(form).catch(wireErrorOf);
    const rest = await rawPost(`${app.url}/api/v1/files`, { ...headers, "content-length": "100000001" });

    const way = "Larger files go up in two steps, which begin with POST /files/uploads (files.createUpload).";
    expect(trpc).toMatchObject({
      reason: "PAYLOAD_TOO_LARGE",
      httpStatus: 413,
      message: `The body is larger than 1048576 bytes. ${way}`,
    });
    expect(rest).toMatchObject({
      reason: "PAYLOAD_TOO_LARGE",
      status: 413,
      detail: `The body is larger than 100000000 bytes. ${way}`,
    });
  });

  test("with a text that is neither true nor false is told what to write, over both transports", async () => {
    const form = new FormData();
    form.append("file", new File(["words"], "words.txt"));
    form.append("public", "ja");
    const fields = [{ path: ["public"], code: "invalid_type", message: "must be true or false" }];

    const trpc = await ada.client.files.upload.mutate(form).catch(wireErrorOf);
    const rest = await (
      await fetch(`${app.url}/api/v1/files`, { method: "POST", headers: bearer(ada), body: form })
    ).json();
    const query = await app.rest("GET /posts?published=ja");

    expect(trpc).toMatchObject({ reason: "INVALID_INPUT", fields });
    expect(rest).toMatchObject({ reason: "INVALID_INPUT", fields });
    expect(query.body).toMatchObject({ fields: [{ message: "must be true or false" }] });
  });

  test("counts in what its owner uses, and so does what an upload has reserved", async () => {
    const person = await somebody();
    const before = await person.client.files.usage.query();
    await upload([app, person], pdf(300_000));
    await person.client.files.createUpload.mutate({ name: "b.pdf", size: 1000, mime: "application/pdf" });

    const after = await app.rest("GET /files/usage", person);

    expect(before).toEqual({ usedBytes: 0, quotaBytes: 20_000_000, files: 0 });
    expect(after).toMatchObject({ status: 200, body: { usedBytes: 301_000, quotaBytes: 20_000_000, files: 2 } });
  });

  test("of nobody is refused", async () => {
    const { status, body } = await upload([app, { ...ada, token: "nobody" }], "words");

    expect([status, body.reason]).toEqual([401, "UNAUTHENTICATED"]);
  });

  test.each([
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/svg+xml"],
    ["SVG with a prolog", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image/png"],
    ["HTML", " \n<!-- x --><!DOCTYPE html><script>alert(1)</script>", "text/plain"],
    ["HTML behind a mark of its order", "\ufeff<html>", "text/plain"],
    ["a program", Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), Buffer.alloc(200)]), "application/pdf"],
    ["bytes of no kind", Buffer.from([0, 1, 2, 255, 254]), "image/png"],
  ])("of %s is refused with the field, whatever it is called", async (_, bytes, type) => {
    const person = await somebody();

    const { status, body } = await upload([app, person], bytes, { name: "picture.png", type });

    expect([status, body.reason, body.fields?.[0]?.path]).toEqual([415, "UNSUPPORTED_FILE_TYPE", ["file"]]);
    expect(await usedBytes(app, person)).toBe(0);
  });

  test("that is too large, empty, without a file or without a name is refused with the field", async () => {
    const reasons = await Promise.all([
      upload([app, ada], pdf(3_000_001)),
      upload([app, ada], ""),
      upload([app, ada], "words", { name: "x".repeat(256) }),
      app.rest("POST /files", {
        token: ada.token,
        body: "--x--\r\n",
        headers: { "content-type": "multipart/form-data; boundary=x" },
      }),
    ]);

    expect(reasons.map(({ status, body }) => [status, body.reason, body.fields?.[0]?.path])).toEqual([
      [413, "FILE_TOO_LARGE", ["file"]],
      [400, "INVALID_INPUT", ["file"]],
      [400, "INVALID_INPUT", ["file"]],
      [400, "INVALID_INPUT", ["file"]],
    ]);
  });

  test("has a name without a path, and is kept under no name that was sent", async () => {
    const { body } = await upload([app, ada], "words", { name: "../../../etc/pass wd.txt" });

    expect(body.name).toBe("pass wd.txt");
    const paths = await storedPaths(app);
    expect(paths.find((path) => path.includes(body.id))).toMatch(/^files\/[0-9a-f]{2}\//);
    expect(paths.join()).not.toContain("pass");
  });
});

describe("an image", () => {
  test.each(["png", "jpeg", "webp", "gif", "avif"] as const)("in %s is made anew, with a thumbnail", async (format) => {
    const sent = await sharp(await png(800, 400))
      .toFormat(format)
      .toBuffer();

    const { status, body } = await upload([app, ada], sent, { name: `engine.${format}` });

    expect(status).toBe(201);
    expect(body).toMatchObject({ mime: `image/${format}`, kind: "image", width: 800, height: 400, status: "ready" });
    const stored = await (await read(app, body.url, bearer(ada))).bytes();
    expect([stored.length, sha256(stored)]).toEqual([body.size, body.sha256]);
    const thumbnail = await read(app, body.thumbnailUrl ?? "", bearer(ada));
    expect(await sharp(await thumbnail.bytes()).metadata()).toMatchObject({ format: "webp", width: 320, height: 160 });
  });

  test("loses what was written into it and behind it, and stands upright", async () => {
    const exif = { IFD0: { Copyright: "a secret place" } };
    const photo = await sharp(await png(60, 20))
      .jpeg()
      .withMetadata({ orientation: 6, exif })
      .toBuffer();
    const polyglot = Buffer.concat([photo, Buffer.from("<script>alert(1)</script>")]);

    const { body } = await upload([app, ada], polyglot, { name: "photo.jpg" });

    const stored = Buffer.from(await (await read(app, body.url, bearer(ada))).bytes());
    expect([body.width, body.height]).toEqual([20, 60]);
    expect(stored.includes("secret place") || stored.includes("<script>")).toBe(false);
    expect((await sharp(stored).metadata()).exif).toBeUndefined();
  });

  test("that moves goes on moving", async () => {
    const frames = await Promise.all(
      [png(20, 20), png(21, 20)].map(async (frame) =>
        sharp(await frame)
          .resize(20, 20)
          .png()
          .toBuffer(),
      ),
    );
    const sent = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();

    const { body } = await upload([app, ada], sent, { name: "wheel.gif" });

    const stored = await (await read(app, body.url, bearer(ada))).bytes();
    expect((await sharp(stored, { animated: true }).metadata()).pages).toBe(2);
    expect([body.width, body.height]).toEqual([20, 20]);
  });

  test.each([
    [
      "of 64 million pixels",
      "INVALID_IMAGE",
      () =>
        sharp({ create: { width: 8000, height: 8000, channels: 3, background: "#fff" }, limitInputPixels: false })
          .png()
          .toBuffer(),
    ],
    ["that is cut off", "INVALID_IMAGE", async () => (await png(800, 800)).subarray(0, 600)],
    [
      "that is only called one by its first bytes",
      "UNSUPPORTED_FILE_TYPE",
      () => Promise.resolve(Buffer.from("\x89PNG\r\n\x1a\n and words", "latin1")),
    ],
  ])("%s is refused", { timeout: 60_000 }, async (_, reason, make) => {
    const person = await somebody();
    const bytes = await make();

    const { status, body } = await upload([app, person], bytes, { name: "bomb.png" });

    expect([status, body.reason]).toEqual(reason === "INVALID_IMAGE" ? [422, reason] : [415, reason]);
    expect(await usedBytes(app, person)).toBe(0);
  });
});

describe("an upload in two steps", () => {
  test("takes the bytes by an address that needs no session, and looks at them at the end", async () => {
    const bytes = pdf(400_000);
    const target = await ada.client.files.createUpload.mutate({
      name: "a.pdf",
      size: bytes.length,
      mime: "application/pdf",
      sha256: sha256(bytes),
    });
    expect(target).toMatchObject({ method: "PUT", headers: { "content-type": "application/pdf" } });
    expect(await ada.client.files.get.query({ id: target.id })).toMatchObject({ status: "pending", sha256: null });

    expect((await send(app, target, bytes)).status).toBe(204);
    const file = await ada.client.files.complete.mutate({ id: target.id });

    expect(file).toMatchObject({
      id: target.id,
      status: "ready",
      size: bytes.length,
      sha256: sha256(bytes),
      expiresAt: null,
    });
    expect(sha256(await (await read(app, file.url, bearer(ada))).bytes())).toBe(sha256(bytes));
  });

  test("makes images anew too", async () => {
    const bytes = await png(500, 500);
    const { body: target } = await app.rest<never>("POST /files/uploads", {
      token: ada.token,
      body: { name: "a.png", size: bytes.length, mime: "image/png" },
    });
    await send(app, target, bytes);

    const { body } = await app.rest(`POST /files/${(target as { id: string }).id}/complete`, { token: ada.token });

    expect(body).toMatchObject({ kind: "image", width: 500, height: 500 });
    expect((await storedPaths(app)).some((path) => !/^(files|thumbnails)/.test(path))).toBe(false);
  });

  test.each([
    ["type", { mime: "image/svg+xml" }, "UNSUPPORTED_FILE_TYPE", "mime"],
    ["size", { size: 3_000_001 }, "FILE_TOO_LARGE", "size"],
    ["size of nothing", { size: 0 }, "INVALID_INPUT", "size"],
    ["name with a path", { name: "../x.txt" }, "INVALID_INPUT", "name"],
    ["name that reads backwards", { name: "x\u202etxt.exe" }, "INVALID_INPUT", "name"],
    ["checksum", { sha256: "0" }, "INVALID_INPUT", "sha256"],
  ])("is refused for its %s at the first step", async (...[, change, reason, field]) => {
    const body = { name: "x.txt", size: 5, mime: "text/plain", ...change };

    const answer = await app.rest("POST /files/uploads", { token: ada.token, body });

    expect([answer.body.reason, answer.body.fields?.[0]?.path]).toEqual([reason, [field]]);
  });
});
