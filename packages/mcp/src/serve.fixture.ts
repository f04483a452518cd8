import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { TRPCError } from "@trpc/server";
import { type McpHandler, type McpHandlerOptions, createMcpHandler } from "./index.ts";
import { router } from "./router.fixture.ts";

/** The two ways in which a client may begin: `initialize`, or a version in each message. */
export const eras = ["legacy", "2026-07-28"] as const;

/** An answer with its body parsed. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

/** A real HTTP server on a free port, closed by scope. */
export interface Served extends AsyncDisposable {
  readonly mcp: McpHandler;
  readonly url: string;
  /** The official client, connected. */
  readonly connect: (era?: (typeof eras)[number], headers?: Record<string, string>) => Promise<Client>;
  /** Sends a body as it is. */
  readonly post: (body: unknown, headers?: Record<string, string>) => Promise<Seen>;
  /** Resolves when a procedure says so. */
  readonly seen: (event: string) => Promise<unknown>;
  readonly events: readonly string[];
  /** The codes of what was reported. */
  readonly failures: readonly string[];
}

export async function serve(options: Partial<McpHandlerOptions<typeof router>> = {}): Promise<Served> {
  const events: string[] = [];
  const failures: string[] = [];
  const emitter = new EventEmitter();
  const mcp = await createMcpHandler({
    router,
    info: { name: "test", version: "1.0.0" },
    createContext: ({ req }) => {
      const user = req.headers.authorization ?? "nobody";
      if (user === "Bearer old") throw new TRPCError({ code: "UNAUTHORIZED", message: "The token has ended." });
      return {
        user,
        seen: (event: string) => {
          events.push(event);
          emitter.emit(event);
        },
      };
    },
    onError: ({ error }) => void failures.push(error.code),
    ...options,
  });
  const server = createServer((req, res) => void mcp.handle(req, res)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const clients: Client[] = [];
  return {
    mcp,
    url,
    events,
    failures,
    seen: (event) => (events.includes(event) ? Promise.resolve() : once(emitter, event)),
    async connect(era = "legacy", headers = {}) {
      const mode = era === "legacy" ? era : { pin: era };
      const client = new Client({ name: "tests", version: "1" }, { versionNegotiation: { mode } });
      clients.push(client);
      await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
      return client;
    },
    async post(body, headers = {}) {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          accept: "application/json, text/event-stream",
          "content-type": "application/json",
          ...headers,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, json: text === "" ? undefined : JSON.parse(text) };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.close()));
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
