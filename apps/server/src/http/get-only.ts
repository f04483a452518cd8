import type { IncomingMessage, ServerResponse } from "node:http";
import { sendProblem } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";
import type { Handler } from "./server.ts";

/** For what can only be read. */
export const getOnly =
  (handler: Handler): Handler =>
  (req: IncomingMessage, res: ServerResponse) => {
    if (req.method === "GET" || req.method === "HEAD") return handler(req, res);
    res.setHeader("allow", "GET, HEAD");
    return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
  };
