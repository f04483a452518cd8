import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { AnyTRPCRouter } from "@trpc/server";
import type { CreateHTTPHandlerOptions } from "@trpc/server/adapters/standalone";
import { createNodeHandler } from "../src/index.ts";
import { exchange } from "./raw-http.ts";
import type { Answer } from "./raw-response.ts";

export interface Served extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** Sends one request and waits for its answer; a body is sent as JSON text unless headers say otherwise. */
  send(target: string, request?: RequestParts): Promise<Answer>;
}

export interface RequestParts {
  readonly body?: string | readonly Buffer[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server of its own for one test, on a free port. */
export const serveListener = (listener: (req: IncomingMessage, res: ServerResponse) => unknown): Promise<Served> =>
  startServer(createServer((req, res) => void listener(req, res)));

/** On a free port. */
export async function startServer(server: Server): Promise<Served> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    send: (target, request = {}) => sendTo(port, target, request),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Options as a test writes them, whatever context its router has. */
export type Options = Partial<CreateHTTPHandlerOptions<AnyTRPCRouter>>;

export function serve(router: AnyTRPCRouter, options: Options = {}): Promise<Served> {
  return serveListener(createNodeHandler({ ...options, router }));
}

async function sendTo(port: number, target: string, { body, headers = {} }: RequestParts): Promise<Answer> {
  const [method = "GET", path = "/"] = target.split(" ");
  const parts = typeof body === "string" ? [Buffer.from(body)] : (body ?? []);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const framing = "transfer-encoding" in headers ? {} : { "content-length": String(length) };
  const carried = body === undefined ? {} : { "content-type": "application/json", ...framing };
  const lines = Object.entries({ host: "tenon.test", ...carried, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  const outcome = await exchange({ port, method, parts: [head, ...parts], giveUp: AbortSignal.timeout(4000) });
  if (outcome.kind !== "answer") throw new Error(`no answer to ${target}: ${JSON.stringify(outcome)}`);
  return outcome.answer;
}

export function json(answer: Answer): unknown {
  return JSON.parse(answer.body.toString()) as unknown;
}

/** All values of a header, in the order sent. */
export function header({ headers }: Answer, wanted: string): string[] {
  return headers.filter(([name]) => name === wanted).map(([, value]) => value);
}
