import { randomUUID } from "node:crypto";
import { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { appRouter, type RequestCtx } from "@tenon/api";
import { createSessionCookie } from "@tenon/auth";
import type { Deps } from "@tenon/core/ctx";
import { networkOf } from "@tenon/core/network";
import { Tally } from "@tenon/core/tally";
import type { Config } from "@tenon/process/config";
import { applyWSSHandler, type CreateWSSContextFnOptions } from "@trpc/server/adapters/ws";
import { WebSocketServer } from "ws";
import { createLastingCaller } from "./caller.ts";
import { clientAddress, clientOf } from "./client-address.ts";
import { credentialsOf, systemInfo } from "./context.ts";
import { logRefusal } from "./log-refusal.ts";
import { originForm } from "./origin-form.ts";
import { securityHeaders } from "./security-headers.ts";
import { drained, encoder, limitMessages } from "./socket-limits.ts";

type Options = { config: Config; deps: Deps; /** Aborted when connections are to end. */ stop: AbortSignal };

/** How long clients have to come again by themselves before they are told to (RFC 6455, 1012). */
const leaveMs = 500;
/** How long streams have to say why they end, before their connection does. */
const tellMs = 100;

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
  const headers = securityHeaders({ isHttps: config.http.cookie.secure });
  const ofNetworks = new Tally();

  server.on("upgrade", (req, socket, head) => {
    socket.on("error", () => socket.destroy());
    const network = networkOf(clientAddress(req, config.http.trustedProxies));
    const isFull = ofNetworks.of(network) >= config.streams.perNetwork || wss.clients.size >= config.streams.total;
    const status = refusalOf(req) ?? (isFull ? 429 : undefined);
    if (status !== undefined) {
      deps.log.info({ status, origin: req.headers.origin }, "upgrade refused");
      return refuse(socket, status, headers);
    }
    // The id of whoever sent one is safe to log once `assignRequestId` has looked at it; here each connection has its own.
    req.headers["x-request-id"] = randomUUID();
    wss.handleUpgrade(req, socket, head, (client) => {
      ofNetworks.add(network);
      client.once("close", () => ofNetworks.remove(network));
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
    if (originForm(url).split("?")[0] !== "/trpc") return 404;
    if (headers.origin !== undefined && !trusted.has(headers.origin)) return 403;
    return stop.aborted ? 503 : undefined;
  };
}

function refuse(socket: Duplex, status: number, headers: ReadonlyMap<string, string>): void {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, "Connection: close", "Content-Length: 0"];
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  if (status === 429 || status === 503) lines.push("Retry-After: 5");
  // Half-open it would stay for as long as the other side likes.
  socket.once("finish", () => socket.destroy());
  socket.end(`${lines.join("\r\n")}\r\n\r\n`);
}

/** A connection sets no cookies; what needs them refuses to be called on one. */
const noFlows = { read: () => undefined, set() {}, clear() {} };

/** Closes a connection with 4401 once the session that it was opened with has ended; what its streams say of it goes first. */
async function closeWithSession(
  client: CreateWSSContextFnOptions["res"],
  { caller, streams }: RequestCtx,
): Promise<void> {
  // Credentials that do not hold from the beginning are told to each call.
  const actor = await caller.identify().catch(() => undefined);
  if (actor?.kind !== "user" || client.readyState !== client.OPEN) return;
  const session = streams.watch(actor);
  client.once("close", () => session[Symbol.dispose]());
  session.signal.addEventListener("abort", () => {
    setTimeout(() => client.close(4401, "the session has ended"), tellMs).unref();
  });
}

/** The context of a connection. Who calls is found out for each call; what a reply's headers would say goes nowhere. */
function contextFactory(config: Config, deps: Deps) {
  const cookie = createSessionCookie(config.http.cookie);
  const reply = { setSession() {}, clearSession() {}, setDevice() {}, setHeader() {} };
  return ({ req, res: client, info }: CreateWSSContextFnOptions): RequestCtx => {
    const token = info.connectionParams?.["token"];
    const given = credentialsOf(req);
    const credentials = token === undefined ? given : { ...given, authorization: `Bearer ${token}` };
    const peer = clientOf(req, config.http.trustedProxies);
    const ctx: RequestCtx = {
      ...deps,
      requestId: String(req.headers["x-request-id"]),
      signal: info.signal,
      client: peer,
      caller: createLastingCaller({ credentials, ip: peer.ip, auth: deps.auth, cookie, reply }),
      reply,
      flows: noFlows,
      system: systemInfo(config.http),
      isAlone: false,
      idempotencyKey: undefined,
      canSend: () => drained(client),
    };
    void closeWithSession(client, ctx);
    return ctx;
  };
}
