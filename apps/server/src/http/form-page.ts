import type { IncomingMessage, ServerResponse } from "node:http";
import { wireError } from "@tenon/api";
import type { WireError } from "@tenon/contract/errors";
import { TRPCError } from "@trpc/server";
import { errorHeaders } from "./problem.ts";
import { readBytes } from "./read-bytes.ts";
import { requestIdOf } from "./request-id.ts";

/** What a page's form has sent. Throws as `readBytes` does. */
export async function readForm(req: IncomingMessage, maxBytes: number): Promise<URLSearchParams> {
  return new URLSearchParams((await readBytes(req, maxBytes)).toString());
}

/** Why a procedure refused what a form sent, for the page to tell; its headers are set. Throws on what no procedure has thrown. */
export function refusalOf(cause: unknown, { req, res }: { req: IncomingMessage; res: ServerResponse }): WireError {
  if (!(cause instanceof TRPCError)) throw cause;
  const error = wireError(cause, requestIdOf(req));
  res.setHeaders(new Map(Object.entries(errorHeaders(error))));
  return error;
}
