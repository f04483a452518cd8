import { once } from "node:events";
import { connect } from "node:net";
import type { TRPCRequestInfo } from "@trpc/server/http";
import { expect, test } from "vitest";
import { parseResponse } from "../raw-response.ts";
import { serve } from "../served.ts";
import { basic, basicRouter, procedure, router } from "./root.ts";

const get = (target: string) => `GET ${target} HTTP/1.1\r\nhost: tenon.test\r\n\r\n`;
const post = (target: string, length: number) =>
  `POST ${target} HTTP/1.1\r\nhost: tenon.test\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

/** Reads answers from a connection until there are as many as wanted. */
async function bodiesFrom(socket: ReturnType<typeof connect>, wanted: number): Promise<string[]> {
  const bodies: string[] = [];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let answer = parseResponse(rest, { method: "GET", ended: false }); answer;) {
      bodies.push(answer.body.toString());
      rest = rest.subarray(answer.length);
      answer = rest.length > 0 ? parseResponse(rest, { method: "GET", ended: false }) : undefined;
    }
    if (bodies.length === wanted) break;
  }
  return bodies;
}

const data = (value: unknown) => JSON.stringify({ result: { data: value } });

test("requests on one connection, sent at once, are answered in their order", async () => {
  const slow = procedure.query(() => new Promise((resolve) => setImmediate(() => setImmediate(resolve, "slow"))));
  await using server = await serve(router({ ...basic, slow }));
  const socket = connect(server.port, "127.0.0.1");
  const body = '{"text":"in between"}';
  socket.write(get("/slow") + post("/shout", body.length) + body + get("/plain") + get("/slow,plain?batch=1"));
  expect(await bodiesFrom(socket, 4)).toEqual([
    data("slow"),
    data("IN BETWEEN"),
    data("plain"),
    `[${data("slow")},${data("plain")}]`,
  ]);
});

test("a connection stays usable after refused requests whose bodies nobody read", async () => {
  await using server = await serve(basicRouter, { maxBodySize: 10 });
  const socket = connect(server.port, "127.0.0.1");
  const large = JSON.stringify({ text: "x".repeat(100_000) });
  socket.write(post("/shout", large.length) + large + post("/nope", large.length) + large + get("/plain"));
  const bodies = await bodiesFrom(socket, 3);
  expect(bodies[0]).toContain("PAYLOAD_TOO_LARGE");
  expect(bodies[1]).toContain("NOT_FOUND");
  expect(bodies[2]).toBe(data("plain"));
});

test("a thousand requests on one connection leave no listeners behind", async () => {
  await using server = await serve(basicRouter);
  const socket = connect(server.port, "127.0.0.1");
  const warnings: Error[] = [];
  const warn = (warning: Error) => void warnings.push(warning);
  process.on("warning", warn);
  socket.write(get("/plain").repeat(1000));
  expect(await bodiesFrom(socket, 1000)).toHaveLength(1000);
  process.off("warning", warn);
  expect(warnings.filter(({ name }) => name === "MaxListenersExceededWarning")).toEqual([]);
});

test("the signal of a procedure aborts when the client leaves", async () => {
  const running = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<string>();
  const wait = procedure.query(({ signal }) => {
    signal?.addEventListener("abort", () => aborted.resolve("aborted"));
    running.resolve();
    return aborted.promise;
  });
  await using server = await serve(router({ wait }));
  const socket = connect(server.port, "127.0.0.1");
  socket.write(get("/wait"));
  await running.promise;
  socket.destroy();
  expect(await aborted.promise).toBe("aborted");
});

test("the signals of a batch abort when the client leaves", async () => {
  const running = Promise.withResolvers<void>();
  const signals: (AbortSignal | undefined)[] = [];
  const wait = procedure.query(async ({ signal }) => {
    if (signals.push(signal) === 2) running.resolve();
    await once(signal as AbortSignal, "abort");
  });
  await using server = await serve(router({ wait }));
  const socket = connect(server.port, "127.0.0.1");
  socket.write(get("/wait,wait?batch=1"));
  await running.promise;
  const all = signals.map((signal) => once(signal as AbortSignal, "abort"));
  socket.destroy();
  await Promise.all(all);
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
});

test("a client that leaves while it sends its body fails the call instead of letting it wait forever", async () => {
  const given = Promise.withResolvers<TRPCRequestInfo>();
  const heard = Promise.withResolvers<string | undefined>();
  await using server = await serve(basicRouter, {
    createContext: ({ info }) => (given.resolve(info), {}),
    onError: ({ path }) => heard.resolve(path),
  });
  const socket = connect(server.port, "127.0.0.1");
  socket.write(post("/shout", 1000) + '{"text":"never fini');
  const { signal, calls } = await given.promise;
  const aborted = once(signal, "abort");
  socket.destroy();
  await aborted;
  await expect(calls[0]?.getRawInput()).rejects.toMatchObject({ name: "TRPCError" });
  expect(await heard.promise).toBe("shout");
});

test("the signal of a finished request does not abort when its connection closes", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const closed = Promise.withResolvers<void>();
  const see = procedure.query(({ signal }) => void signals.push(signal));
  await using server = await serve(router({ see }), {
    createContext: ({ req }) => (req.socket.once("close", closed.resolve), {}),
  });
  await server.send("GET /see");
  await closed.promise;
  expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
});

test("the signal aborts when the client leaves in the middle of its answer", async () => {
  const aborted = Promise.withResolvers<string>();
  const large = procedure.query(({ signal }) => {
    signal?.addEventListener("abort", () => aborted.resolve("aborted"));
    return "x".repeat(20_000_000);
  });
  await using server = await serve(router({ large }));
  const socket = connect(server.port, "127.0.0.1");
  socket.write(get("/large"));
  await once(socket, "readable");
  socket.destroy();
  expect(await aborted.promise).toBe("aborted");
});
