import type { IncomingMessage, ServerResponse } from "node:http";
import { TRPCError } from "@trpc/server";

type Connect = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => unknown) => void;

/** What the `middleware` option is given, by name. */
export const connectMiddlewares: Record<string, Connect> = {
  next: (_req, _res, next) => next(),
  header: (_req, res, next) => {
    res.setHeader("X-Middleware", "was here");
    next();
  },
  status: (_req, res, next) => {
    res.statusCode = 203;
    next();
  },
  later: (_req, _res, next) => void setImmediate(next),
  "answers OPTIONS": (req, res, next) => {
    if (req.method !== "OPTIONS") return next();
    res.writeHead(204, { "access-control-allow-origin": "*" }).end();
  },
  "next with an error": (_req, _res, next) => next(new Error("from the middleware")),
  "next with a tRPC error": (_req, _res, next) =>
    next(new TRPCError({ code: "TOO_MANY_REQUESTS", message: "slow down" })),
  "next with a text": (_req, _res, next) => next("route"),
  "next with null": (_req, _res, next) => next(null),
  throws: () => {
    throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "the middleware throws" });
  },
  "changes the URL": (req, _res, next) => {
    req.url = "/changed?input=1";
    next();
  },
  "sets a body": (req, _res, next) => {
    Object.assign(req, { body: { text: "from the middleware" } });
    next();
  },
};
