import type { IncomingMessage, ServerResponse } from "node:http";
import { refusal, type RequestCtx } from "@tenon/api";
import { createDeviceCookie, createFlowCookie, createSessionCookie } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { Deps } from "@tenon/core/ctx";
import type { Config } from "@tenon/process/config";
import { version } from "../version.ts";
import { createCaller, type Credentials } from "./caller.ts";
import { clientOf } from "./client-address.ts";
import { isTrustedRequest } from "./origins.ts";
import { createReply } from "./reply.ts";
import { requestIdOf } from "./request-id.ts";

type Exchange = {
  req: IncomingMessage;
  res: ServerResponse;
  /** The transport's own: aborts when the caller goes away. */
  signal: AbortSignal;
  /** See `RequestCtx`. */
  isAlone: boolean;
};

/** Makes the context of a request, the same for both transports. Throws CSRF_REJECTED for calls from foreign pages. */
export type ContextFactory = (exchange: Exchange) => RequestCtx;

export function createContextFactory(deps: Deps, { http, accounts }: Config): ContextFactory {
  const cookie = createSessionCookie(http.cookie);
  const device = createDeviceCookie(http.cookie);
  const cookies = { session: cookie, device, flow: createFlowCookie(http.cookie) };
  const trusted = new Set(http.trustedOrigins);
  const system = systemInfo(http);

  return ({ req, res, signal, isAlone }) => {
    if (!isTrustedRequest(req, trusted)) {
      const { origin } = req.headers;
      deps.log.info({ requestId: requestIdOf(req), origin }, "request refused: its origin is not in TRUSTED_ORIGINS");
      throw refusal(new AppError("CSRF_REJECTED"));
    }
    const { flows, ...reply } = createReply({ req, res }, cookies);
    const key = req.headers["idempotency-key"];
    const client = clientOf(req, http.trustedProxies);
    return {
      ...deps,
      accounts,
      requestId: requestIdOf(req),
      signal,
      client,
      device: device.read(req.headers.cookie),
      caller: createCaller({ credentials: credentialsOf(req), ip: client.ip, auth: deps.auth, cookie, reply }),
      reply,
      flows,
      system,
      isAlone,
      idempotencyKey: typeof key === "string" ? key : undefined,
    };
  };
}

/** What a request says of who sends it. */
export const credentialsOf = ({ headers }: IncomingMessage): Credentials => ({
  authorization: headers.authorization,
  cookies: headers.cookie,
});

/** What `system.info` tells of this server. */
export const systemInfo = ({ maxBodyBytes, maxBatchSize }: Config["http"]): RequestCtx["system"] => ({
  name: "Tenon",
  version,
  limits: { maxBodyBytes, maxBatchSize },
});
