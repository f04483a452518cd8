import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { type IncomingMessage, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { formInput, generateDocument, rest } from "../index.ts";
import { type Served, serve, t } from "../serve.fixture.ts";

const Picture = z.object({
  id: z.uuid(),
  title: z.string().max(20),
  width: z.int().optional(),
  taken: z.date().optional(),
  tags: z.array(z.string()).optional(),
  place: z.object({ lat: z.number(), at: z.date() }).optional(),
  picture: z.file().mime(["image/png", "image/gif"]).max(100),
  more: z.array(z.file()).optional(),
});
const Edit = z.object({
  id: z.uuid(),
  ifMatch: z.number(),
  dry: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
});
const seen: { title: string; bytes: number }[] = [];
const guarded = t.procedure.use(({ ctx, next }) => {
  if (ctx.user !== "ann") throw new TRPCError({ code: "UNAUTHORIZED" });
  return next();
});

const router = t.router({
  upload: rest(t.procedure.input(formInput(Picture)), "PUT /pictures/{id}").mutation(
    async ({ input: { picture, more, ...texts } }) => ({
      ...texts,
      picture: { name: picture.name, type: picture.type, text: await picture.text() },
      more: await Promise.all((more ?? []).map(async (file) => [file.name, await file.text()])),
    }),
  ),
  big: rest(t.procedure.input(formInput(z.object({ file: z.file(), title: z.string().optional() }))), "POST /big", {
    bodyLimit: 400_000_000,
  }).mutation(async ({ input: { file, title = "" } }) => {
    let bytes = 0;
    for await (const chunk of file.stream()) bytes += chunk.length;
    seen.push({ title, bytes });
    return bytes;
  }),
  guarded: rest(guarded.input(formInput(z.object({ file: z.file() }))), "POST /guarded").mutation(
    ({ input }) => input.file.size,
  ),
  edit: rest(t.procedure.input(formInput(Edit)), "PATCH /pictures/{id}", {
    in: { ifMatch: "header:If-Match", dry: "query", tags: "query" },
  }).mutation(({ input }) => input),
  strict: rest(
    t.procedure.input(formInput(z.strictObject({ ids: z.set(z.int()).optional() })).refine(() => true)),
    "POST /strict",
  ).mutation(({ input }) => [...(input.ids ?? [])]),
});

const id = "0199aaaa-0000-7000-8000-000000000000";
let served: Served;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "form-test-"));
  vi.stubEnv("TMPDIR", folder);
  served = await serve(router, {
    maxBodySize: 10_000,
    trustedOrigins: ["https://ours.example"],
    createContext: ({ req }) => ({ user: String(req.headers["x-user"] ?? "ann") }),
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await served[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const leftovers = () => readdir(folder);

const formOf = (entries: readonly (readonly [string, string | File])[]): FormData => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
};
const png = (text = "pixels", name = "a.png") => new File([text], name, { type: "image/png" });

const send = async (line: string, body: FormData | string, headers: Record<string, string> = {}) => {
  const [method = "POST", target = "/"] = line.split(" ");
  const response = await fetch(`http://127.0.0.1:${served.port}${target}`, { method, body, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? undefined : JSON.parse(text) };
};
/** A body written by hand, as clients do that are no browsers. */
const raw = (body: string, type = "multipart/form-data; boundary=x") =>
  send("POST /strict", body, { "content-type": type });
const part = (headers: string, content: string) => `--x\r\n${headers}\r\n\r\n${content}\r\n`;

describe("a form", () => {
  test("is read into files, texts of their kinds, lists and JSON, with the path's parameters", async () => {
    const form = formOf([
      ["title", "Hügel"],
      ["width", "640"],
      ["taken", "2026-01-02T03:04:05.000Z"],
      ["tags", "a"],
      ["tags", "b"],
      ["place", '{"lat":1.5,"at":"2026-01-02T03:04:05.000Z"}'],
      ["picture", png("pixels", "hügel.png")],
      ["more", new File(["1"], "one.txt")],
    ]);

    expect(await send(`PUT /pictures/${id}`, form)).toMatchObject({
      status: 200,
      json: {
        id,
        title: "Hügel",
        width: 640,
        taken: "2026-01-02T03:04:05.000Z",
        tags: ["a", "b"],
        place: { lat: 1.5, at: "2026-01-02T03:04:05.000Z" },
        picture: { name: "hügel.png", type: "image/png", text: "pixels" },
        more: [["one.txt", "1"]],
      },
    });
  });

  test("is validated as a tRPC caller's FormData is", async () => {
    const handler = createHTTPHandler({ router, createContext: () => ({ user: "ann" }) });
    await using trpc = await listening(handler);
    const forms: (readonly [string, string | File])[][] = [
      [
        ["title", "fine"],
        ["picture", png()],
      ],
      [
        ["title", "x".repeat(30)],
        ["picture", png("x".repeat(200))],
      ],
      [
        ["title", "a"],
        ["title", "b"],
        ["picture", new File(["x"], "x.exe", { type: "application/x-dosexec" })],
      ],
      [
        ["title", png()],
        ["picture", "text"],
        ["width", "wide"],
        ["place", "{"],
        ["__proto__", "x"],
      ],
      [
        ["picture", new File([], "", { type: "application/octet-stream" })],
        ["more", new File([], "")],
      ],
      [],
    ];
    for (const entries of forms) {
      const viaRest = await send(`PUT /pictures/${id}`, formOf(entries));
      const response = await fetch(`http://127.0.0.1:${trpc.port}/upload`, {
        method: "POST",
        body: formOf([...entries, ["id", id]]),
      });
      const viaTrpc = (await response.json()) as { result?: { data: unknown }; error?: { message: string } };

      expect(viaRest.status).toBe(response.status);
      if (viaTrpc.result) expect(viaRest.json).toEqual(viaTrpc.result.data);
      else expect(pointers(viaRest.json.errors)).toEqual(pointers(JSON.parse(viaTrpc.error!.message)));
    }
  });

  test("says the same of one key wherever it says it", async () => {
    const twice = formOf([
      ["id", "other"],
      ["title", "x"],
      ["picture", png()],
    ]);

    expect(await send(`PUT /pictures/${id}`, twice)).toMatchObject({
      status: 400,
      json: { errors: [{ in: "body", pointer: "#/id", code: "malformed" }] },
    });
    expect(
      (
        await send(
          `PUT /pictures/${id}`,
          formOf([
            ["id", id],
            ["title", "x"],
            ["picture", png()],
          ]),
        )
      ).status,
    ).toBe(200);
  });

  test("leaves to headers and the query what is theirs", async () => {
    const edit = (query: string, headers: Record<string, string>, form = new FormData()) =>
      send(`PATCH /pictures/${id}${query}`, form, headers);

    expect((await edit("?dry=true&tags=a&tags=b", { "if-match": `"3.${"h".repeat(27)}"` })).json).toEqual({
      id,
      ifMatch: 3,
      dry: true,
      tags: ["a", "b"],
    });
    expect((await edit("", {})).status).toBe(428);
    expect((await edit("", { "if-match": '"3"' }, formOf([["ifMatch", "3"]]))).status).toBe(200);
    expect((await edit("", { "if-match": '"3"' }, formOf([["ifMatch", "4"]]))).status).toBe(400);
    expect((await edit("?dry=false", { "if-match": '"3"' }, formOf([["dry", "true"]]))).status).toBe(400);
  });

  test("of 200 MB passes through without being held in memory", { timeout: 60_000 }, async () => {
    const chunk = Buffer.alloc(1 << 20, "x");
    const call = request({
      port: served.port,
      host: "127.0.0.1",
      path: "/big",
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    call.write(part('Content-Disposition: form-data; name="title"', "big"));
    call.write('--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n');
    let peak = 0;
    for (let sent = 0; sent < 200; sent += 1) {
      if (!call.write(chunk)) await once(call, "drain");
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    }
    call.end("\r\n--x--\r\n");
    const [response] = (await once(call, "response")) as [IncomingMessage];
    response.resume();
    await once(response, "end");

    expect(response.statusCode).toBe(200);
    expect(seen).toEqual([{ title: "big", bytes: 200 << 20 }]);
    expect(peak).toBeLessThan(100 << 20);
  });

  test("is not read for a caller whom the procedure refuses", async () => {
    const call = request({
      port: served.port,
      host: "127.0.0.1",
      path: "/guarded",
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x", "x-user": "eve" },
    });
    call.write('--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n');
    const [response] = (await once(call, "response")) as [IncomingMessage];

    expect(response.statusCode).toBe(401);
    call.destroy();
  });

  test.each([
    ["JSON", "{}", "application/json", 415],
    ["no type at all", "x", "", 415],
    ["no boundary", "x", "multipart/form-data", 415],
    ["an empty boundary", "--\r\n", "multipart/form-data; boundary=", 400],
    ["no part", "--x--\r\n", undefined, 200],
    ["nothing of a form", "hello", undefined, 400],
    ["a part without an end", part('Content-Disposition: form-data; name="a"', "1"), undefined, 400],
    ["a key that is none", `${part('Content-Disposition: form-data; name="b"', "1")}--x--`, undefined, 400],
    ["a prototype", `${part('Content-Disposition: form-data; name="__proto__"', "1")}--x--`, undefined, 400],
    ["a part without a name", `${part("Content-Disposition: form-data", "1")}--x--`, undefined, 400],
    ["a file without a name", `${part('Content-Disposition: form-data; filename="x"', "1")}--x--`, undefined, 400],
    ["too many parts", `${part('Content-Disposition: form-data; name="ids"', "1").repeat(1001)}--x--`, undefined, 413],
    [
      "too many bytes",
      `${part('Content-Disposition: form-data; name="ids"', "1".repeat(20_000))}--x--`,
      undefined,
      413,
    ],
    ["numbers", `${part('Content-Disposition: form-data; name="ids"', "1")}--x--`, undefined, 200],
  ])("of %s is answered plainly", async (...[, body, type, status]) => {
    expect((await raw(body, type)).status).toBe(status);
  });

  test("comes from our own pages, from trusted ones, or from no browser", async () => {
    const from = async (headers: Record<string, string>) =>
      (await send("POST /strict", new FormData(), headers)).status;

    expect(await from({ origin: "https://evil.example" })).toBe(403);
    expect(await from({ origin: "null", "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await from({ origin: "https://ours.example", "sec-fetch-site": "same-site" })).toBe(200);
    expect(await from({ authorization: "Bearer x", origin: "https://evil.example" })).toBe(200);
    expect(await from({ origin: `http://127.0.0.1:${served.port}` })).toBe(200);
    expect(await from({ origin: `http://127.0.0.1:${served.port}`, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await from({})).toBe(200);
  });

  test("is gone from the disk when it is answered", async () => {
    await send("POST /guarded", formOf([["file", png()]]));

    await expect.poll(leftovers).toEqual([]);
  });

  test("that a client stops sending leaves nothing behind", async () => {
    const call = request({
      port: served.port,
      host: "127.0.0.1",
      path: "/big",
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    call.on("error", () => {});
    call.write(`--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n${"x".repeat(200_000)}`);
    await expect.poll(async () => (await leftovers()).length).toBe(1);

    call.destroy();

    await expect.poll(leftovers).toEqual([]);
  });
});

test("the document says which parts a form has", async () => {
  const { paths } = await generateDocument({ router, info: { title: "T", version: "1" } });

  expect(paths["/pictures/{id}"]!.put.parameters).toMatchObject([{ name: "id", in: "path", required: true }]);
  expect(paths["/pictures/{id}"]!.put.requestBody).toMatchObject({
    required: true,
    content: {
      "multipart/form-data": {
        encoding: { picture: { contentType: "image/png, image/gif" } },
        schema: {
          type: "object",
          required: ["title", "picture"],
          properties: {
            title: { type: "string", maxLength: 20 },
            width: { type: "integer" },
            more: { type: "array", items: { type: "string", format: "binary" } },
          },
        },
      },
    },
  });
  expect(JSON.stringify(paths)).not.toContain("contentEncoding");
});

const pointers = (issues: { pointer?: string; path?: string[] }[]) =>
  issues.map(({ pointer, path }) => pointer ?? `#/${path!.join("/")}`).toSorted();

async function listening(handler: Parameters<typeof createServer>[1]) {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
