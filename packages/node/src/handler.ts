import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AnyTRPCRouter } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { createHTTPHandler as createUpstream, type CreateHTTPHandlerOptions } from "@trpc/server/adapters/standalone";
import type { Incoming, Options } from "./exchange.ts";
import { fail } from "./fail.ts";
import { createRequestReader } from "./request.ts";
import { respond } from "./respond.ts";

export type NodeHandler = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;

/**
 * A request handler of a router, for `http.createServer()`, Express and other Connect-style servers. The options are those of
 * tRPC's own `createHTTPHandler`, and so are the answers; to queries and mutations over JSON they come by a short way.
 */
export function createNodeHandler<Router extends AnyTRPCRouter>(given: CreateHTTPHandlerOptions<Router>): NodeHandler {
  const options = given as unknown as Options;
  const { open, pathOf } = createRequestReader(options);
  const upstream = createUpstream(options);
  const { middleware } = options;
  if (!middleware) {
    return (req, res) => {
      const exchange = open(req, res);
      return exchange ? respond(exchange) : upstream(req, res);
    };
  }
  // As upstream has it, the path is known before the middleware, which may change all else.
  return (req, res) => {
    const path = pathOf(req);
    if (path === undefined) return upstream(req, res);
    const { url } = req;
    const proceed = (error?: unknown) => {
      const exchange = error || req.url !== url ? undefined : open(req, res);
      if (exchange) return respond(exchange);
      return nodeHTTPRequestHandler({ ...options, req, res, path, middleware: (_req, _res, next) => next(error) });
    };
    try {
      middleware(req, res, proceed);
    } catch (cause) {
      fail({ options, req, res }, cause);
    }
  };
}

/** A server of a router alone. Call `.listen()` on it. */
export function createHTTPServer<Router extends AnyTRPCRouter>(options: CreateHTTPHandlerOptions<Router>): Server {
  const handle = createNodeHandler(options);
  // A middleware may wait for the end of a body that there is not.
  if (options.middleware) return createServer((req, res) => void handle(req, res));
  return createServer({ optimizeEmptyRequests: true }, (req: Incoming, res) => {
    // Without a body it has ended from the start, which would say that somebody else has read it.
    if (req.readableEnded && req.method !== "GET")
      req.body = req.headers["content-type"] === undefined ? undefined : "";
    void handle(req, res);
  });
}
