import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { parseFault, startChaosProxy, startControl } from "./chaos-proxy.ts";

/** A server that says everything back, behind a proxy. */
async function startEcho() {
  await using stack = new AsyncDisposableStack();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stack.defer(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  });
  const proxy = stack.use(
    await startChaosProxy({ to: { host: "127.0.0.1", port: (server.address() as AddressInfo).port } }),
  );
  const resources = stack.move();
  return { proxy, sockets, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

/** A client that keeps what it is told, and how it ended. */
function talk(port: number) {
  const socket = connect(port, "127.0.0.1");
  const heard: Buffer[] = [];
  const state = { ended: "" };
  socket.on("data", (chunk: Buffer) => heard.push(chunk));
  socket.on("error", (error: NodeJS.ErrnoException) => (state.ended = error.code ?? error.message));
  socket.on("close", () => (state.ended ||= "closed"));
  return {
    socket,
    state,
    heard: () => Buffer.concat(heard).toString(),
    say: (text: string) => void socket.write(text),
    [Symbol.dispose]: () => socket.destroy(),
  };
}

test("pass carries everything, in order and to the end", async () => {
  await using echo = await startEcho();
  using client = talk(echo.proxy.port);
  const text = "0123456789".repeat(100_000);

  client.socket.end(text);

  await expect.poll(() => client.state.ended, { timeout: 5000 }).toBe("closed");
  expect(client.heard()).toBe(text);
  await expect.poll(() => echo.proxy.connections).toBe(0);
});

test("refuse ends new connections and leaves open ones alone", async () => {
  await using echo = await startEcho();
  using open = talk(echo.proxy.port);
  open.say("a");
  await expect.poll(open.heard).toBe("a");

  echo.proxy.set({ kind: "refuse" });
  using refused = talk(echo.proxy.port);
  open.say("b");

  await expect.poll(() => refused.state.ended).toMatch(/ECONNRESET|closed/);
  await expect.poll(open.heard).toBe("ab");
});

test("reset ends open connections at once, and new ones with their first byte", async () => {
  await using echo = await startEcho();
  using open = talk(echo.proxy.port);
  open.say("a");
  await expect.poll(open.heard).toBe("a");

  echo.proxy.set({ kind: "reset" });
  await expect.poll(() => open.state.ended).toBe("ECONNRESET");
  using later = talk(echo.proxy.port);
  later.say("b");

  await expect.poll(() => later.state.ended).toBe("ECONNRESET");
});

test("a black hole swallows bytes and ends and keeps connections open; what has lost something is reset after it", async () => {
  await using echo = await startEcho();
  using open = talk(echo.proxy.port);
  using leaving = talk(echo.proxy.port);
  using silent = talk(echo.proxy.port);
  for (const client of [open, leaving, silent]) client.say("a");
  await expect.poll(() => open.heard() + leaving.heard() + silent.heard()).toBe("aaa");

  echo.proxy.set({ kind: "blackhole" });
  open.say("lost");
  leaving.socket.destroy();
  using late = talk(echo.proxy.port);
  late.say("lost too");
  await once(late.socket, "connect");
  await expect.poll(() => echo.sockets.size).toBe(4);
  expect([silent.state.ended, open.state.ended, late.state.ended]).toEqual(["", "", ""]);
  echo.proxy.set({ kind: "pass" });
  silent.say("b");

  await expect.poll(silent.heard).toBe("ab");
  await expect.poll(() => [open.state.ended, late.state.ended]).toEqual(["ECONNRESET", "ECONNRESET"]);
  await expect.poll(() => echo.sockets.size).toBe(1);
});

test("latency delays each direction, and keeps the order when it ends", async () => {
  await using echo = await startEcho();
  using client = talk(echo.proxy.port);
  echo.proxy.set({ kind: "latency", ms: 100 });
  const startedAt = performance.now();

  client.say("a");
  await expect.poll(client.heard, { interval: 5 }).toBe("a");
  const ms = performance.now() - startedAt;
  client.say("b");
  echo.proxy.set({ kind: "pass" });
  client.say("c");

  expect(ms).toBeGreaterThan(195);
  await expect.poll(client.heard).toBe("abc");
});

test("throttle lets so many bytes a second through", async () => {
  await using echo = await startEcho();
  using client = talk(echo.proxy.port);
  echo.proxy.set({ kind: "throttle", bytesPerSecond: 20_000 });
  const startedAt = performance.now();

  client.say("x".repeat(8000));

  await expect.poll(() => client.heard().length, { interval: 5, timeout: 5000 }).toBe(8000);
  const ms = performance.now() - startedAt;
  expect(ms).toBeGreaterThan(380);
  expect(ms).toBeLessThan(3000);
});

test("the control port sets faults, tells the state and cuts", async () => {
  await using echo = await startEcho();
  await using control = await startControl(echo.proxy);
  const post = async (path: string) => {
    const response = await fetch(control.url + path, { method: "POST" });
    return [response.status, await response.json()];
  };
  using client = talk(echo.proxy.port);
  client.say("a");
  await expect.poll(client.heard).toBe("a");

  expect(await post("/latency/20")).toEqual([200, { fault: "latency/20", connections: 1 }]);
  expect(await post("/cut")).toEqual([200, { fault: "latency/20", connections: expect.any(Number) }]);
  await expect.poll(() => client.state.ended).toBe("ECONNRESET");
  expect(await (await fetch(control.url)).json()).toEqual({ fault: "latency/20", connections: 0 });
  expect(await post("/explode")).toEqual([400, { error: expect.stringContaining("blackhole") }]);
});

test.each(["", "latency", "latency/x", "throttle/0", "pass/1", "latency/1/2"])("%j is no fault", (text) => {
  expect(() => parseFault(text)).toThrow(/latency\/<ms>/);
});
