import { IncomingMessage, type ServerResponse } from "node:http";
import { Exchange, type Incoming, type Options } from "./exchange.ts";
import { createHostCheck } from "./hosts.ts";
import { createRouteFinder } from "./routes.ts";
import { isPlainPath, pathWithin, readUrl } from "./url.ts";

interface RequestReader {
  /** Undefined for what is upstream's. */
  readonly open: (req: Incoming, res: ServerResponse) => Exchange | undefined;
  /** The path of the procedures; undefined where upstream would need a URL parser for it, or refuse the Host header. */
  readonly pathOf: (req: Incoming) => string | undefined;
}

/** Tells the requests that the direct path takes, queries and mutations over JSON, from those that are upstream's. */
export function createRequestReader(options: Options): RequestReader {
  const findRoute = createRouteFinder(options);
  const isHost = createHostCheck();
  return {
    open(req, res) {
      if (!isJsonCall(req) || !isHost(req.headers.host) || !isBodyOurs(req)) return undefined;
      const url = readUrl(req.url ?? "");
      const route = url && findRoute(url.pathname, url.isBatch);
      return route && new Exchange({ options, req, res, route, query: url.input });
    },
    pathOf(req) {
      const url = readUrl(req.url ?? "");
      if (!url || !isPlainPath(url.pathname) || !isHost(req.headers.host)) return undefined;
      return pathWithin(url.pathname, options.basePath ?? "/");
    },
  };
}

/** Answered in one piece; JSON, or a GET without a content type, as browsers and tRPC's clients send it. */
function isJsonCall({ method, headers }: Incoming): boolean {
  if (method !== "POST" && method !== "GET") return false;
  if (headers["trpc-accept"] !== undefined || headers.accept?.includes("application/jsonl")) return false;
  const type = headers["content-type"];
  if (type === undefined) return method === "GET";
  return type === "application/json" || type.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

/** Not where a framework hands the body over as a stream, or has read it and kept it. */
function isBodyOurs(req: Incoming): boolean {
  if (req.method === "GET") return true;
  return "body" in req ? !(req.body instanceof IncomingMessage) : !req.readableEnded;
}
