import type { RouterInputs, RouterOutputs } from "@tenon/client";

export type Message = RouterOutputs["webhooks"]["pull"]["messages"][number];
export type Result = NonNullable<RouterInputs["webhooks"]["pull"]["results"]>[number];

/** As long as the server itself would wait. */
const timeoutMs = 10_000;

/** Sends a message on as the server would have: the same headers, the same bytes, no redirect followed. */
export async function forward({ id, headers, body }: Message, url: string): Promise<Result> {
  const began = performance.now();
  const result = (status: number | null, error: string | null): Result => ({
    id,
    durationMs: Math.round(performance.now() - began),
    status,
    error,
  });
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    await response.arrayBuffer();
    return result(response.status, null);
  } catch (error) {
    const { cause, name, message } = error as Error;
    const { code } = (cause ?? {}) as { code?: string };
    return result(null, (name === "TimeoutError" ? "no answer in 10 seconds" : (code ?? message)).slice(0, 200));
  }
}
