import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Fault } from "./faults.ts";
import { relay, reset } from "./relay.ts";

export { type Fault, faultForms, parseFault, printFault } from "./faults.ts";
export { startControl } from "./control.ts";

export type ChaosProxyOptions = {
  /** Where connections lead. */
  to: { host: string; port: number };
  /** 0 takes a free port. @default 0 */
  listen?: number;
};

export type ChaosProxy = AsyncDisposable & {
  readonly port: number;
  readonly fault: Fault;
  /** How many connections are open. */
  readonly connections: number;
  set(fault: Fault): void;
  /** Resets every open connection, once. */
  cut(): void;
};

type Pair = { client: Socket; target: Socket; hasLost: boolean };

/** Stands between a client and what it talks to over TCP, on the loopback interface, and misbehaves as it is told. */
export async function startChaosProxy({ to, listen = 0 }: ChaosProxyOptions): Promise<ChaosProxy> {
  const pairs = new Set<Pair>();
  let fault: Fault = { kind: "pass" };
  const faultNow = () => fault;

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on("error", () => {});
    if (fault.kind === "refuse") return void client.resetAndDestroy();
    const target = connect({ ...to, allowHalfOpen: true, noDelay: true });
    const pair: Pair = { client, target, hasLost: false };
    pairs.add(pair);
    const forget = () => client.destroyed && target.destroyed && pairs.delete(pair);
    client.on("close", forget);
    target.on("close", forget);
    const options = { faultNow, onLoss: () => (pair.hasLost = true) };
    relay(client, target, options);
    relay(target, client, options);
  });
  server.listen(listen, "127.0.0.1");
  await once(server, "listening");

  const cut = () => {
    for (const { client, target } of pairs) reset(client, target);
  };
  return {
    port: (server.address() as AddressInfo).port,
    get fault() {
      return fault;
    },
    get connections() {
      return pairs.size;
    },
    cut,
    set(next) {
      fault = next;
      if (next.kind === "reset") return cut();
      if (next.kind === "blackhole") return;
      // TCP has no gaps: what lost something in a black hole cannot go on after it.
      for (const { client, target, hasLost } of pairs) if (hasLost) reset(client, target);
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
}
