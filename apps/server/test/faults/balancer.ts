import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type Balancer = AsyncDisposable & {
  url: string;
  /** New connections may lead there. */
  add(url: string): void;
  /** No new ones do; those that are open stay. */
  remove(url: string): void;
  /** Resets a part of the open connections, at random. */
  cut(part: number): void;
};

/** A TCP load balancer, as one stands in front of several servers. */
export async function startBalancer(): Promise<Balancer> {
  const targets: URL[] = [];
  const open = new Set<Socket>();
  let turn = 0;

  const server = createServer({ noDelay: true }, (client) => {
    client.on("error", () => {});
    turn += 1;
    const target = targets[turn % targets.length];
    if (!target) return void client.resetAndDestroy();
    const upstream = connect({ port: Number(target.port), host: "127.0.0.1", noDelay: true });
    upstream.on("error", () => {});
    open.add(client);
    client.on("close", () => {
      open.delete(client);
      upstream.destroy();
    });
    upstream.on("close", () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    add: (url) => void targets.push(new URL(url)),
    remove(url) {
      const index = targets.findIndex(({ origin }) => origin === url);
      if (index !== -1) targets.splice(index, 1);
    },
    cut(part) {
      for (const socket of open) if (Math.random() < part) socket.resetAndDestroy();
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
