import type { IncomingMessage } from "node:http";
import type { Deps } from "@tenon/core/ctx";
import { receiveMessage } from "@tenon/core/inbox/receive";
import type { Config } from "@tenon/process/config";
import { sendProblem } from "./problem.ts";
import { readBytes } from "./read-bytes.ts";
import { refuse } from "./refuse.ts";
import { requestIdOf } from "./request-id.ts";
import type { Handler } from "./server.ts";

export const inboxPath = "/webhooks/in/";

const maxBytes = 262_144;

type Options = { config: Config; deps: Deps };

/**
 * `POST /webhooks/in/{provider}`: messages of other systems, signed as Standard Webhooks says. 202 means that we have it, now or
 * since an earlier try. Of no use to a page that misuses a cookie: only the signature counts.
 */
export function createInboxMount({ config: { inbox }, deps }: Options): Handler {
  const secretsOf = Map.groupBy(inbox, ({ provider }) => provider);
  return async (req, res) => {
    const provider = (req.url ?? "").slice(inboxPath.length).split("?", 1)[0] ?? "";
    const secrets = secretsOf.get(provider);
    if (!secrets) return sendProblem(res, "NOT_FOUND", requestIdOf(req));
    if (req.method !== "POST") {
      res.setHeader("allow", "POST");
      return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
    try {
      const body = await readBytes(req, maxBytes);
      const revealed = secrets.map(({ secret }) => secret.reveal());
      await receiveMessage(deps, revealed, { provider, ...signedParts(req), body });
      res.writeHead(202, { "content-length": 0, "cache-control": "no-store" }).end();
    } catch (error) {
      refuse(error, { req, res, log: deps.log, what: "message from outside", facts: { provider } });
    }
  };
}

/** Svix, and whoever sends through it, has names of its own for the same three headers. */
function signedParts({ headers }: IncomingMessage) {
  const part = (name: string) => {
    const value = headers[`webhook-${name}`] ?? headers[`svix-${name}`];
    return typeof value === "string" ? value : "";
  };
  return { id: part("id"), timestamp: part("timestamp"), signature: part("signature") };
}
