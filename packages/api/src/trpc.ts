import { initTRPC } from "@trpc/server";
import type { RequestCtx } from "./context.ts";
import type { Meta } from "./meta.ts";
import { transformer } from "./transformer.ts";
import { wireError } from "./wire-error.ts";

export const t = initTRPC
  .context<RequestCtx>()
  .meta<Meta>()
  .create({
    transformer,
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 20_000 },
      // Then the client comes again, and is asked anew who it is.
      maxDurationMs: 10 * 60_000,
    },
    // tRPC adds stacks to errors in development; ours are in the log, under the request's id.
    isDev: false,
    errorFormatter: ({ shape, error, path, ctx }) => {
      const data = wireError(error, ctx?.requestId ?? "");
      return { ...shape, message: data.message, data: { ...data, ...(path !== undefined && { path }) } };
    },
  });
