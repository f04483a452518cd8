import type { ServerResponse } from "node:http";

/** Aborted once the answer is sent, or its client has left before. */
export function goneSignal(res: ServerResponse): AbortSignal {
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  return gone.signal;
}
