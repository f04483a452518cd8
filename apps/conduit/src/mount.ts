import type { IncomingMessage } from "node:http";
import type { AccountPolicy } from "@tenon/core/account-policy";
import type { Ctx, Deps } from "@tenon/core/ctx";
import { createRestHandler, RestError, type RestHandler } from "@tenon/openapi";
import { formatFailure } from "./failure.ts";
import { conduitRouter } from "./routes.ts";

export type ConduitOptions = {
  deps: Deps;
  /** Where the contract is mounted, without a trailing slash. */
  basePath: string;
  /** In bytes. */
  maxBodySize: number;
  /** What a new password must be. */
  passwords: NonNullable<AccountPolicy["passwords"]>;
  /** What a request is known by, and where it comes from. */
  requestOf: (req: IncomingMessage) => Pick<Ctx, "requestId" | "client">;
};

/** Makes the handler of every request under the base path. */
export async function createConduit(options: ConduitOptions): Promise<RestHandler["handle"]> {
  const { deps, basePath, maxBodySize, passwords, requestOf } = options;
  // The contract has no way to show a credential again: whoever holds a token may change what it was got with. Nor one to show a
  // second factor: who has one signs in elsewhere.
  const accounts: AccountPolicy = { passwords, credentials: "signed-in", secondFactor: "refused" };
  const { handle } = await createRestHandler({
    router: conduitRouter,
    basePath,
    maxBodySize,
    strict: true,
    createContext: ({ req, res, info }) => ({
      ...deps,
      ...requestOf(req),
      accounts,
      reply: { setHeader: (name, value) => void res.setHeader(name, value) },
      signal: info.signal,
      authorization: req.headers.authorization,
    }),
    formatError: formatFailure,
    onError({ error, req }) {
      // Procedures log their own failures.
      if (!(error instanceof RestError)) return;
      const { requestId } = requestOf(req);
      deps.log.info({ requestId, method: req.method, reason: error.reason, detail: error.message }, "request refused");
    },
  });
  return handle;
}
