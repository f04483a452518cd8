import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const acceptable = /^[\w-]{8,64}$/;

/** Gives the exchange its id, the caller's own where that is safe to log, and tells it to the caller. */
export function assignRequestId(req: IncomingMessage, res: ServerResponse): void {
  const given = req.headers["x-request-id"];
  const id = typeof given === "string" && acceptable.test(given) ? given : randomUUID();
  req.headers["x-request-id"] = id;
  res.setHeader("x-request-id", id);
}

/** The id that `assignRequestId` gave. */
export const requestIdOf = (req: IncomingMessage): string => String(req.headers["x-request-id"]);
