import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type Fault = "none" | "freeze" | "refuse" | "refuse-startup-parameters";

export type FaultyProxy = AsyncDisposable & {
  /** The database's URL, by way of the proxy. */
  url: string;
  /** `freeze` swallows every byte, also of connections that are open; the `refuse` ones concern new connections. */
  fault: Fault;
  /** Cuts every open connection. */
  cut(): void;
};

/** Stands between a client and PostgreSQL and misbehaves on demand. */
export async function startFaultyProxy(url: string): Promise<FaultyProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    track(client);
    if (proxy.fault === "refuse") return void client.destroy();
    const upstream = track(connect(Number(target.port), target.hostname));
    let isFirst = true;
    client.on("data", (bytes) => {
      if (isFirst && proxy.fault === "refuse-startup-parameters" && bytes.includes("_timeout")) {
        return void client.end(errorResponse("08P01", "unsupported startup parameter: statement_timeout"));
      }
      isFirst = false;
      if (proxy.fault !== "freeze") upstream.write(bytes);
    });
    upstream.on("data", (bytes) => proxy.fault === "freeze" || client.write(bytes));
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const own = new URL(url);
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const proxy: FaultyProxy = {
    url: own.href,
    fault: "none",
    cut,
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;

  function track(socket: Socket): Socket {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    return socket;
  }
}

// PostgreSQL's ErrorResponse: "E", length, then typed strings that end in a zero byte.
function errorResponse(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
