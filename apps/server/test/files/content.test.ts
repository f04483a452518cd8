import { Buffer } from "node:buffer";
import type { StoredFile } from "@tenon/contract/files";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Person, startTestApp, type TestApp } from "../test-app.ts";
import { bearer, read, upload } from "./file-calls.ts";
import { pdf, png } from "./samples.ts";

const bytes = pdf(10_000);

let app: TestApp;
let ada: Person;
let bob: Person;
let mine: StoredFile;
let shown: StoredFile;
beforeAll(async () => {
  app = await startTestApp();
  [ada, bob] = await Promise.all([app.join("ada"), app.join("bob")]);
  mine = (await upload([app, ada], bytes, { name: 'naïve "plan".exe' })).body;
  shown = (await upload([app, ada], await png(), { name: "logo.png", public: true })).body;
});
afterAll(() => app[Symbol.asyncDispose]());

const get = (headers: Record<string, string> = {}) => read(app, mine.url, { ...bearer(ada), ...headers });
const content = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("who may read", () => {
  test("a private file is there for its owner and for administrators, and for nobody else", async () => {
    const admin = await app.join("root", "admin");

    const answers = await Promise.all(
      [bearer(ada), bearer(admin), bearer(bob), {}].map((headers) => read(app, mine.url, headers)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404]);
    expect(await answers[2]?.json()).toMatchObject({ reason: "FILE_NOT_FOUND" });
  });

  test("a public file is there for everybody, on pages anywhere, and may be cached", async () => {
    const response = await read(app, shown.url);

    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("public, max-age=3600, no-transform");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect((await read(app, shown.thumbnailUrl ?? "")).headers.get("content-type")).toBe("image/webp");
  });

  test("a link opens a private file without a session, the part that it was made for and no other", async () => {
    const links = await ada.client.files.links.query({ id: shown.id });
    const { url } = await ada.client.files.links.query({ id: mine.id });
    const token = new URL(url, app.url).searchParams.get("token") ?? "";

    expect((await read(app, url)).status).toBe(200);
    expect((await read(app, links.thumbnailUrl ?? "")).status).toBe(200);
    const wrong = [
      `${shown.url}?token=${token}`,
      `${shown.thumbnailUrl}?token=${token}`,
      `${url}x`,
      `${mine.url}?token=`,
    ];
    for (const address of wrong) {
      const response = await read(app, address);
      expect([response.status, await response.json()]).toMatchObject([403, { reason: "FILE_LINK_INVALID" }]);
    }
    expect(await bob.client.files.links.query({ id: mine.id }).catch(({ data }) => data.reason)).toBe("FILE_NOT_FOUND");
  });

  test("a deleted file is gone with its bytes", async () => {
    const { body } = await upload([app, ada], "words", { name: "a.txt" });

    expect((await app.rest(`DELETE /files/${body.id}`, { token: bob.token })).status).toBe(404);
    expect((await app.rest(`DELETE /files/${body.id}`, { token: ada.token })).status).toBe(204);

    expect((await read(app, body.url, bearer(ada))).status).toBe(404);
    expect(await app.app.deps.files.storage.stat(`files/${body.id}`)).toBeUndefined();
  });

  test("one's own files are listed, a page at a time and by kind", async () => {
    const eve = await app.join("eve");
    for (const name of ["1.txt", "2.txt", "3.txt"]) await upload([app, eve], name, { name });
    await upload([app, eve], await png(), { name: "4.png" });
    await eve.client.files.createUpload.mutate({ name: "5.txt", size: 5, mime: "text/plain" });

    const first = await eve.client.files.list.query({ limit: 2 });
    const second = await eve.client.files.list.query({ limit: 2, cursor: first.nextCursor ?? "" });
    const images = await eve.client.files.list.query({ kind: "image" });

    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["4.png", "3.txt", "2.txt", "1.txt"]);
    expect([second.nextCursor, images.items.length]).toEqual([null, 1]);
  });
});

describe("the answer", () => {
  test("keeps what strangers have sent from doing anything", async () => {
    const { headers } = await get();

    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-security-policy": "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache, no-transform",
      "cross-origin-resource-policy": "same-site",
      "accept-ranges": "bytes",
      "content-disposition":
        "attachment; filename=\"na_ve _plan_.exe.pdf\"; filename*=UTF-8''na%C3%AFve%20%22plan%22.exe.pdf",
    });
    expect((await read(app, shown.url)).headers.get("content-disposition")).toMatch(/^inline; filename="logo.png"/);
  });

  test("to HEAD is that to GET without the bytes", async () => {
    const [head, whole] = await Promise.all([
      fetch(new URL(mine.url, app.url), { method: "HEAD", headers: bearer(ada) }),
      get(),
    ]);

    expect(head.headers.get("content-length")).toBe(String(bytes.length));
    expect(head.headers.get("etag")).toBe(whole.headers.get("etag"));
    expect((await content(head)).length).toBe(0);
    expect((await content(whole)).equals(bytes)).toBe(true);
  });

  test("is 304 to whoever has the bytes", async () => {
    const etag = (await get()).headers.get("etag") ?? "";

    const statuses = await Promise.all(
      [etag, `"x", W/${etag}`, "*", '"x"'].map(async (tags) => (await get({ "if-none-match": tags })).status),
    );

    expect(statuses).toEqual([304, 304, 304, 200]);
  });

  test.each([
    ["bytes=0-9", 0, 10],
    ["bytes=9990-", 9990, 10_000],
    ["bytes=-5", 9995, 10_000],
    ["bytes=-99999", 0, 10_000],
    ["bytes=9999-99999", 9999, 10_000],
  ])("to the range %s is that part", async (range, start, end) => {
    const response = await get({ range });

    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/10000`);
    expect(response.headers.get("content-length")).toBe(String(end - start));
    expect((await content(response)).equals(bytes.subarray(start, end))).toBe(true);
  });

  test.each(["bytes=10000-", "bytes=10000-10001", "bytes=-0"])("to the range %s is 416", async (range) => {
    const response = await get({ range });

    expect([response.status, response.headers.get("content-range")]).toEqual([416, "bytes */10000"]);
    expect(await response.json()).toMatchObject({ reason: "RANGE_NOT_SATISFIABLE" });
    expect(response.headers.get("content-security-policy")).toContain("object-src 'none'");
    expect(response.headers.get("content-disposition")).toBeNull();
  });

  test.each(["bytes=5-2", "bytes=0-1,3-4", "bytes=", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=1"])(
    "to the range %s is everything",
    async (range) => {
      expect((await get({ range })).status).toBe(200);
    },
  );

  test("has a part only of the bytes that If-Range names", async () => {
    const etag = (await get()).headers.get("etag") ?? "";
    const conditions = [etag, '"other"', `W/${etag}`, "Wed, 21 Oct 2015 07:28:00 GMT"];

    const statuses = await Promise.all(
      conditions.map(async (condition) => (await get({ range: "bytes=0-1", "if-range": condition })).status),
    );

    expect(statuses).toEqual([206, 200, 200, 200]);
  });

  test("to any range holds as many bytes as it says, those that it says", async () => {
    const part = fc.oneof(
      fc.constant(""),
      fc.nat(12_000).map(String),
      fc.constantFrom("0", "9999", "10000", "x", "99999999999999999999"),
    );
    const ranges = fc.tuple(part, fc.constantFrom("-", "--", ",", ""), part).map((parts) => `bytes=${parts.join("")}`);

    await fc.assert(
      fc.asyncProperty(ranges, async (range) => {
        const response = await get({ range });
        const [, from, to] = /^bytes (\d+)-(\d+)\/10000$/.exec(response.headers.get("content-range") ?? "") ?? [];
        const found = await content(response);
        if (response.status === 416) return;
        expect(response.status).toBe(from === undefined ? 200 : 206);
        expect(found.equals(bytes.subarray(Number(from ?? 0), Number(to ?? 9999) + 1))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test.each(["x", "01890a5d-ac96-774b-bcce-b302099a8057", "..%2f..%2fetc%2fpasswd", "%00", mineId])(
    "to an id that is none is 404: %s",
    async (id) => {
      const response = await read(
        app,
        `/api/v1/files/${typeof id === "string" ? id : `${id()}%20`}/content`,
        bearer(ada),
      );

      expect(response.status).toBe(404);
    },
  );
});

function mineId(): string {
  return mine.id;
}
