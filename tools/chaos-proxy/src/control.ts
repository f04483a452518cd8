import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChaosProxy } from "./chaos-proxy.ts";
import { faultForms, parseFault, printFault } from "./faults.ts";

export type Control = AsyncDisposable & { url: string };

/** HTTP on the loopback interface: `GET /` tells the state, `POST /latency/200` sets a fault, `POST /cut` resets what is open. */
export async function startControl(proxy: ChaosProxy, port = 0): Promise<Control> {
  const server = createServer((req, res) => {
    const command = (req.url ?? "/").slice(1);
    const answer = (status: number, body: object) => {
      res.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
    };
    if (req.method === "GET" && command === "")
      return answer(200, { fault: printFault(proxy.fault), connections: proxy.connections });
    if (req.method !== "POST") return answer(405, { error: `POST /cut, or POST /${faultForms}.` });
    try {
      if (command === "cut") proxy.cut();
      else proxy.set(parseFault(command));
    } catch (error) {
      return answer(400, { error: (error as Error).message });
    }
    answer(200, { fault: printFault(proxy.fault), connections: proxy.connections });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
