import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Log } from "@tenon/core/ctx";
import type { Config } from "@tenon/process/config";
import compression from "compression";
import { type ArrivalLimits, declaredBytes, defaultArrival, hasBody, limitArrival } from "./arrival.ts";
import { isUpload } from "./files/mounts.ts";
import { lingerFor } from "./linger.ts";
import { originForm } from "./origin-form.ts";
import { applyCors } from "./origins.ts";
import { sendProblem } from "./problem.ts";
import { assignRequestId, requestIdOf } from "./request-id.ts";
import { securityHeaders } from "./security-headers.ts";

export type Handler = (req: IncomingMessage, res: ServerResponse) => unknown;

/** What answers below a path. Keys ending in `/` are prefixes, others whole paths. */
export type Mounts = Record<string, Handler>;

type Options = {
  config: Config;
  mounts: Mounts;
  log: Log;
  isDraining: () => boolean;
  /** @default defaultArrival */
  arrival?: ArrivalLimits | undefined;
};

const stalledMs = 120_000;

/** The HTTP server: what every exchange needs, then the mount that its path names. */
export function createHttpServer({ config, mounts, log, isDraining, arrival = defaultArrival }: Options): Server {
  const headers = securityHeaders({ isHttps: config.http.cookie.secure });
  const trusted = new Set(config.http.trustedOrigins);
  const find = mountFinder(mounts);
  const compress = compression({ threshold: 1024 });

  const server = createServer(
    {
      keepAliveTimeout: config.http.keepAliveMs,
      headersTimeout: 30_000,
      // See `limitArrival`.
      requestTimeout: 0,
      connectionsCheckingInterval: 5000,
      maxHeaderSize: 16_384,
      // What asks for another protocol (curl and Java offer h2c) is served as it came (RFC 9110, 7.8).
      shouldUpgradeCallback: (req: IncomingMessage) => req.headers.upgrade?.toLowerCase() === "websocket",
    },
    (req, res) => {
      assignRequestId(req, res);
      req.url = originForm(req.url ?? "");
      for (const [name, value] of headers) res.setHeader(name, value);
      const takesItsTime = isUpload(req);
      limitArrival(req, arrival, { isUpload: takesItsTime, onLate: () => refuseLate(req, res) });
      if (hasBody(req)) lingerFor(req);
      // It is refused, and cut off if it goes on for long.
      const isTooLarge = !takesItsTime && declaredBytes(req) > config.http.maxBodyBytes;
      if (isDraining() || isTooLarge) res.setHeader("connection", "close");
      if (applyCors(req, res, trusted)) return;
      compress(req as never, res as never, () => void answer(req, res));
    },
  );

  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    try {
      const handler = find(req.url ?? "");
      if (handler) await handler(req, res);
      else sendProblem(res, "NOT_FOUND", requestIdOf(req));
    } catch (error) {
      log.error({ requestId: requestIdOf(req), err: error }, "request failed");
      if (res.headersSent) res.destroy();
      else sendProblem(res, "INTERNAL", requestIdOf(req));
    }
  };
  // A client that neither sends nor reads any more would hold its reply in memory.
  server.setTimeout(stalledMs);
  return server;
}

/** Whoever is too slow is told so, unless the answer has begun, and cut off. */
function refuseLate(req: IncomingMessage, res: ServerResponse): void {
  const { socket } = req;
  if (res.headersSent) return void socket.destroy();
  res.setHeader("connection", "close");
  sendProblem(res, "TIMEOUT", requestIdOf(req));
  res.once("finish", () => socket.destroySoon());
}

function before(text: string, mark: string): string {
  const end = text.indexOf(mark);
  return end === -1 ? text : text.slice(0, end);
}

/** By slicing and a map: no URL object, no Host header. */
function mountFinder(mounts: Mounts): (url: string) => Handler | undefined {
  const prefixes = Object.keys(mounts).filter((path) => path.endsWith("/") && path !== "/");
  const exact = new Map(Object.entries(mounts).filter(([path]) => !prefixes.includes(path)));
  return (url) => {
    const path = before(before(url, "?"), "#");
    const prefix = prefixes.find((candidate) => path.startsWith(candidate));
    return prefix === undefined ? exact.get(path) : mounts[prefix];
  };
}
