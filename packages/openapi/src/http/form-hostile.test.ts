import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { formInput, rest } from "../index.ts";
import { type Served, serve, t } from "../serve.fixture.ts";

const File_ = z.object({ file: z.file().optional(), text: z.string().optional() });
const entered = Promise.withResolvers<void>();
const ended = Promise.withResolvers<unknown>();
const slow = t.procedure.use(async ({ next, signal }) => {
  entered.resolve();
  await new Promise((resolve) => signal?.addEventListener("abort", resolve));
  const result = await next();
  ended.resolve(result.ok ? "ok" : result.error.code);
  return result;
});

const router = t.router({
  keep: rest(t.procedure.input(formInput(File_)), "POST /keep").mutation(async ({ input: { file, text } }) => ({
    ...(file && { name: file.name, content: await file.text() }),
    text,
  })),
  slow: rest(slow.input(formInput(File_)), "POST /slow").mutation(() => 1),
  throws: rest(t.procedure.input(formInput(File_)), "POST /throws").mutation(() => {
    throw new Error("after reading");
  }),
});

let served: Served;
let folder: string;
const unhandled: unknown[] = [];
const noteUnhandled = (cause: unknown) => void unhandled.push(cause);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "form-hostile-"));
  served = await serve(router, { maxBodySize: 3_000_000 });
  process.on("unhandledRejection", noteUnhandled).on("uncaughtExceptionMonitor", noteUnhandled);
});
beforeEach(() => void vi.stubEnv("TMPDIR", folder));
afterEach(async () => {
  vi.unstubAllEnvs();
  await vi.waitUntil(async () => (await readdir(folder)).length === 0);
  if (unhandled.length > 0) throw new AggregateError(unhandled, "nobody has handled these");
});
afterAll(async () => {
  process.off("unhandledRejection", noteUnhandled).off("uncaughtExceptionMonitor", noteUnhandled);
  await served[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const part = (headers: string, content: string) =>
  `--x\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${content}\r\n`;
const file = (content = "abc") => part('name="file"; filename="f"', content);
const end = "--x--\r\n";

async function post(path: string, body: Buffer | string) {
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  const response = await fetch(`http://127.0.0.1:${served.port}${path}`, { method: "POST", body, headers });
  return { status: response.status, json: (await response.json()) as any };
}

/** A request that is begun and left to the test. */
function begin(path: string, bytes: string, headers: Record<string, string> = {}) {
  const call = request({
    port: served.port,
    host: "127.0.0.1",
    path,
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x", ...headers },
  });
  call.on("error", () => {});
  call.write(bytes);
  return call;
}

describe("a form that is", () => {
  test.each([
    ["cut off in its file", (file() + end).slice(0, -8), 400],
    ["cut off in its second file", (file() + file() + end).slice(0, -8), 400],
    ["cut off in a text", part('name="text"', "abc").slice(0, -2), 400],
    ["cut off in the headers of a part", "--x\r\nContent-Disp", 400],
    ["of a part without a name", part('filename="f"', "abc") + end, 400],
    [
      "not UTF-8",
      Buffer.concat([
        Buffer.from('--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from("\r\n--x--\r\n"),
      ]),
      400,
    ],
    [
      "more text than memory is for",
      part('name="text"', "x".repeat(600_000)) + part('name="other"', "x".repeat(600_000)) + end,
      413,
    ],
    ["more than may be", file("x".repeat(4_000_000)) + end, 413],
    ["empty", end, 200],
  ])("%s is answered %#", async (...[, body, status]) => {
    expect((await post("/keep", body)).status).toBe(status);
  });

  test("followed by a failure of the procedure leaves no file", async () => {
    expect((await post("/throws", file() + end)).status).toBe(500);
  });

  test("to be kept where nothing can be kept is a failure of ours, and the next one is served", async () => {
    vi.stubEnv("TMPDIR", "/nonexistent");
    expect((await post("/keep", file() + end)).status).toBe(500);
    expect((await post("/keep", file("x".repeat(2_000_000)) + end)).status).toBe(500);
    vi.stubEnv("TMPDIR", folder);

    expect(await post("/keep", file() + end)).toEqual({ status: 200, json: { name: "f", content: "abc" } });
  });
});

test("names are read as browsers write them, without a path and like tRPC's own", async () => {
  const { json } = await post("/keep", part('name="file"; filename="../../a%22b.txt"', "abc") + end);
  expect(json.name).toBe('a"b.txt');

  const withHeaders = `--x\r\n${"X-More: 1\r\n".repeat(40)}Content-Disposition: form-data; name="text"\r\n\r\nkept\r\n`;
  expect((await post("/keep", withHeaders + end)).json).toEqual({ text: "kept" });

  const octets =
    '--x\r\nContent-Disposition: form-data; name="text"\r\nContent-Type: application/octet-stream\r\n\r\nplain\r\n';
  expect((await post("/keep", octets + end)).json).toEqual({ text: "plain" });
});

test("clients that go away in the middle leave no descriptor and no file", async () => {
  const descriptors = async () => (await readdir("/proc/self/fd").catch(() => [])).length;
  const before = await descriptors();

  for (let round = 0; round < 20; round += 1) {
    const call = begin(
      "/keep",
      `--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n${"x".repeat(100_000)}`,
    );
    await expect.poll(async () => (await readdir(folder)).length).toBeGreaterThan(0);
    call.destroy();
    await expect.poll(() => readdir(folder)).toEqual([]);
  }

  await expect.poll(descriptors).toBeLessThanOrEqual(before + 3);
});

test("a client that leaves before its form is read is not waited for", async () => {
  const body = file() + end;
  const call = begin("/slow", body, { "content-length": String(body.length) });
  call.end();
  await entered.promise;

  call.destroy();

  expect(await ended.promise).toBe("CLIENT_CLOSED_REQUEST");
});

test("a slow sender holds nobody up, and is answered", async () => {
  const body = file() + part('name="text"', "abc") + end;
  const call = begin("/keep", "");
  for (const byte of body) call.write(byte);
  call.end();
  const [response] = (await once(call, "response")) as [IncomingMessage];
  response.resume();

  expect(response.statusCode).toBe(200);
});
