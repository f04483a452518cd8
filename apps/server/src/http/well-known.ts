import type { IncomingMessage, ServerResponse } from "node:http";
import { permissions } from "@tenon/contract/permissions";
import type { Deps } from "@tenon/core/ctx";
import { etagOf, isKnown } from "./etag.ts";
import { getOnly } from "./get-only.ts";
import { refuse } from "./refuse.ts";
import { sendJson } from "./send-json.ts";
import type { Mounts } from "./server.ts";

const keysPath = "/.well-known/jwks.json";

/** What other services need to verify our access tokens: the keys (RFC 7517), and where they are (RFC 8414). */
export function createWellKnownMounts({ auth, log }: Pick<Deps, "auth" | "log">): Mounts {
  const { issuer } = auth.accessTokens;
  // We have neither of the endpoints by which OAuth's clients ask for tokens: auth.* is ours.
  const metadata = {
    issuer,
    jwks_uri: `${issuer}${keysPath}`,
    scopes_supported: permissions,
    response_types_supported: [],
    grant_types_supported: [],
  };
  return {
    [keysPath]: getOnly(document(log, () => auth.signingKeys.published())),
    "/.well-known/oauth-authorization-server": getOnly(document(log, () => Promise.resolve(metadata))),
  };
}

/** Kept for five minutes by whoever asks: a key is published for longer than that before it signs. */
const document =
  (log: Deps["log"], read: () => Promise<unknown>) =>
  async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      const body = `${JSON.stringify(await read(), null, 2)}\n`;
      const etag = etagOf(body);
      const headers = { "cache-control": "public, max-age=300", etag };
      if (isKnown(req, etag)) res.writeHead(304, headers).end();
      else sendJson(res, body, { headers });
    } catch (error) {
      refuse(error, { req, res, log, what: "published keys" });
    }
  };
