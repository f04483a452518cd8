import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** How a body parser in front left `req.body` behind. */
export const preparsings = ["no", "undefined", "text", "object", "drained", "drained, undefined"] as const;

type Request = IncomingMessage & { body?: unknown };
type Listener = (req: Request, res: ServerResponse) => unknown;

/** Stands for a body parser in front of the handler. */
export function preparsing(handler: Listener, how: (typeof preparsings)[number]): Listener {
  switch (how) {
    case "no":
      return handler;
    case "undefined":
      return (req, res) => handler(Object.assign(req, { body: undefined }), res);
    case "text":
      return async (req, res) => handler(Object.assign(req, { body: await read(req) }), res);
    case "object":
      return async (req, res) => handler(Object.assign(req, { body: parsed(await read(req)) }), res);
    case "drained":
      return async (req, res) => (await read(req), handler(req, res));
    case "drained, undefined":
      return async (req, res) => (await read(req), handler(Object.assign(req, { body: undefined }), res));
  }
}

function read(req: Request): Promise<string> {
  return text(req).catch(() => "the client left");
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
