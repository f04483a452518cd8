import type { Deps } from "@tenon/core/ctx";
import { unsubscribePath } from "@tenon/core/mail/links";
import type { Config } from "@tenon/process/config";
import { accountPath } from "./account/mount.ts";
import { clientOf } from "./client-address.ts";
import { getOnly } from "./get-only.ts";
import { requestIdOf } from "./request-id.ts";
import { serveJson } from "./serve-json.ts";
import type { Mounts } from "./server.ts";

export const conduitPath = "/conduit/api";

type Options = { config: Config; deps: Deps };

/** Adds Conduit to what is served, or leaves nothing but it, as CONDUIT says. */
export async function withConduit(mounts: Mounts, options: Options): Promise<Mounts> {
  const { isServed, isAlone } = options.config.conduit;
  if (!isServed) return mounts;
  const kept = Object.entries(mounts).filter(
    ([path]) => !isAlone || path.startsWith("/health/") || path === unsubscribePath || path === accountPath,
  );
  return { ...Object.fromEntries(kept), ...(await conduitMounts(options)) };
}

async function conduitMounts({ config: { http, conduit }, deps }: Options): Promise<Mounts> {
  // Imported only here, so that whoever does not serve it does not load it.
  const { conduitDocument, createConduit } = await import("@tenon/conduit");
  const handle = await createConduit({
    deps,
    basePath: conduitPath,
    maxBodySize: http.maxBodyBytes,
    passwords: conduit.passwords,
    requestOf: (req) => ({
      requestId: requestIdOf(req),
      client: clientOf(req, http.trustedProxies),
    }),
  });
  return {
    [conduitPath]: handle,
    [`${conduitPath}/`]: handle,
    "/conduit/openapi.json": getOnly(serveJson(() => conduitDocument(conduitPath))),
  };
}
