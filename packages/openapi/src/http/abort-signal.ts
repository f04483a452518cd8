import type { ServerResponse } from "node:http";

/** Aborts when the client leaves before its answer is written. */
export function abortSignal(res: ServerResponse): AbortSignal {
  if (res.destroyed && !res.writableFinished) return AbortSignal.abort();
  const controller = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}
