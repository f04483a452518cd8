import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type AnyTRPCRouter, initTRPC } from "@trpc/server";
import type { BridgeMeta } from "./index.ts";
import { type RestHandler, type RestHandlerOptions, createRestHandler } from "./index.ts";

export interface Ctx {
  readonly user: string;
}

export const t = initTRPC.context<Ctx>().meta<BridgeMeta>().create();

/** A response with its body parsed, as the tests look at it. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: any;
}

/** A real HTTP server on a free port, closed by scope. */
export interface Served extends AsyncDisposable {
  readonly api: RestHandler;
  readonly call: (line: string, init?: { body?: unknown; headers?: Record<string, string> }) => Promise<Seen>;
  /** Sends bytes as they are and returns all that comes back before the connection ends. */
  readonly raw: (bytes: string) => Promise<string>;
  readonly port: number;
}

export async function serve<Router extends AnyTRPCRouter>(
  router: Router,
  options: Partial<RestHandlerOptions<Router>> = {},
): Promise<Served> {
  const api = await createRestHandler({
    router,
    createContext: () => ({ user: "ann" }),
    ...options,
  } as unknown as RestHandlerOptions<Router>);
  const server = createServer((req, res) => void api.handle(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    api,
    port,
    call: async (line, { body, headers = {} } = {}) => {
      const [method = "GET", path = "/"] = line.split(" ");
      const isText = typeof body === "string";
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: text === "" ? undefined : JSON.parse(text),
      };
    },
    raw: async (bytes) => {
      const socket = connect(port, "127.0.0.1");
      let answer = "";
      socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
      socket.on("error", () => {});
      socket.write(bytes, "latin1");
      await new Promise((resolve) => socket.once("close", resolve));
      return answer;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
