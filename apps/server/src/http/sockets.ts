import { randomUUID } from "node:crypto";
import { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { appRouter, type RequestCtx } from "@tenon/api";
import { createSessionCookie } from "@tenon/auth";
import type { Deps } from "@tenon/core/ctx";
import { networkOf } from "@tenon/core/network";
import type { Config } from "@tenon/process/config";
import { TRPCError } from "@trpc/server";
import { applyWSSHandler, type CreateWSSContextFnOptions } from "@trpc/server/adapters/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { createLastingCaller } from "./caller.ts";
import { clientAddress } from "./client-address.ts";
import { credentialsOf, systemInfo } from "./context.ts";
import { logRefusal } from "./log-refusal.ts";

type Options = { config: Config; deps: Deps; /** Aborted when connections are to end. */ stop: AbortSignal };

const maxCallsPerSecond = 200;
/** A client sends all of its subscriptions in one message when it comes again. */
const maxCallsPerMessage = 100;
/** What may wait in memory for a client that does not read. */
const maxBuffered = 1_048_576;
const maxBlockedMs = 2000;
/** Whoever asks on without reading the answers is cut off. */
const maxUnread = 8 * maxBuffered;
/** How long clients have to come again by themselves before they are told to (RFC 6455, 1012). */
const leaveMs = 500;

/** tRPC over WebSocket, at `/trpc`. For subscriptions, mostly: many share a connection. */
export function serveSockets(server: Server, { config, deps, stop }: Options): void {
  const wss = new WebSocketServer({ noServer: true, maxPayload: config.http.maxBodyBytes, perMessageDeflate: false });
  const handler = applyWSSHandler({
    wss,
    router: appRouter,
    createContext: contextFactory(config, deps),
    keepAlive: { enabled: true, pingMs: 30_000, pongWaitMs: 10_000 },
    onError: logRefusal(deps.log),
    experimental_encoder: encoder,
  });
  const refusalOf = createDoor(config, stop);
  const networks = new Map<string, number>();

  server.on("upgrade", (req, socket, head) => {
    socket.on("error", () => socket.destroy());
    const network = networkOf(clientAddress(req, config.http.trustedProxies));
    const open = networks.get(network) ?? 0;
    const isFull = open >= config.streams.perNetwork || wss.clients.size >= config.streams.total;
    const status = refusalOf(req) ?? (isFull ? 429 : undefined);
    if (status !== undefined) return refuse(socket, status);
    // The id of whoever sent one is safe to log once `assignRequestId` has looked at it; here each connection has its own.
    req.headers["x-request-id"] = randomUUID();
    networks.set(network, open + 1);
    wss.handleUpgrade(req, socket, head, (client) => {
      client.once("close", () => {
        const left = (networks.get(network) ?? 1) - 1;
        if (left === 0) networks.delete(network);
        else networks.set(network, left);
      });
      client.on("error", () => client.terminate());
      limitMessages(client);
      wss.emit("connection", client, req);
    });
  });

  stop.addEventListener("abort", () => void leave(), { once: true });

  async function leave(): Promise<void> {
    handler.broadcastReconnectNotification();
    await sleep(leaveMs);
    for (const client of wss.clients) client.close(1012, "the server restarts");
    await sleep(leaveMs);
    for (const client of wss.clients) client.terminate();
  }
}

/** The status to refuse an upgrade with; browsers may only come from trusted pages (CSWSH, ASVS 5.0 4.4.2). */
function createDoor({ http }: Config, stop: AbortSignal): (req: IncomingMessage) => number | undefined {
  const trusted = new Set(http.trustedOrigins);
  return ({ url = "", headers }) => {
    if (url.split("?")[0] !== "/trpc") return 404;
    if (headers.origin !== undefined && !trusted.has(headers.origin)) return 403;
    return stop.aborted ? 503 : undefined;
  };
}

function refuse(socket: Duplex, status: number): void {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, "Connection: close", "Content-Length: 0"];
  if (status === 429 || status === 503) lines.push("Retry-After: 5");
  // Half-open it would stay for as long as the other side likes.
  socket.once("finish", () => socket.destroy());
  socket.end(`${lines.join("\r\n")}\r\n\r\n`);
}

/** The context of a connection. Who calls is found out for each call; what a reply's headers would say goes nowhere. */
function contextFactory(config: Config, deps: Deps) {
  const cookie = createSessionCookie({ secure: config.http.secureCookies });
  const reply = { setSession() {}, clearSession() {}, setHeader() {} };
  return ({ req, res: client, info }: CreateWSSContextFnOptions): RequestCtx => {
    const token = info.connectionParams?.["token"];
    const given = credentialsOf(req);
    const credentials = token === undefined ? given : { ...given, authorization: `Bearer ${token}` };
    return {
      ...deps,
      requestId: String(req.headers["x-request-id"]),
      signal: info.signal,
      client: {
        ip: clientAddress(req, config.http.trustedProxies),
        userAgent: req.headers["user-agent"]?.slice(0, 500),
      },
      caller: createLastingCaller({ credentials, auth: deps.auth, cookie, reply }),
      reply,
      system: systemInfo(config.http),
      isAlone: false,
      idempotencyKey: undefined,
      canSend: () => drained(client),
    };
  };
}

/** Waits for a client to read; one that does not is cut off, and comes again with the last id that it has. */
async function drained(client: WebSocket): Promise<void> {
  const deadline = Date.now() + maxBlockedMs;
  while (client.bufferedAmount > maxBuffered && client.readyState === client.OPEN) {
    if (Date.now() > deadline) {
      client.close(1013, "read faster");
      client.terminate();
    }
    await sleep(20);
  }
}

/** Counts the calls of each second, of which one message may hold several, and what waits to be read. */
function limitMessages(client: WebSocket): void {
  let second = 0;
  let count = 0;
  client.on("message", (data: Buffer) => {
    const now = Math.floor(performance.now() / 1000);
    count = (now === second ? count : 0) + callsIn(data);
    second = now;
    if (count > maxCallsPerSecond) client.close(1008, "too many calls");
    if (client.bufferedAmount > maxUnread) client.terminate();
  });
}

/** More calls than it may hold count like a flood; they are not run either: see `encoder`. */
function callsIn(data: Buffer): number {
  if (data[0] !== 0x5b) return 1;
  try {
    return (JSON.parse(data.toString()) as unknown[]).length;
  } catch {
    return 1;
  }
}

/** As tRPC's own, but that a message of many calls is refused as a whole. */
const encoder = {
  encode: (data: unknown) => JSON.stringify(data),
  decode(data: string | Uint8Array): unknown {
    const message: unknown = JSON.parse(typeof data === "string" ? data : Buffer.from(data).toString());
    if (!Array.isArray(message) || message.length <= maxCallsPerMessage) return message;
    throw new TRPCError({ code: "BAD_REQUEST", message: `A message holds at most ${maxCallsPerMessage} calls` });
  },
};
