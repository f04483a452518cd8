import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson } from "./send-json.ts";

/** Whether each dependency is usable; `draining` answers no at once. */
export type Health = {
  isDraining: boolean;
  checks: Record<string, () => Promise<unknown>>;
  /** Told, and not needed. */
  isRedisUp?: (() => Promise<boolean>) | undefined;
};

const cacheMs = 1000;
const timeoutMs = 1000;

/** `/health/live` says that the process runs, `/health/ready` that it can serve. Probes are cached, so they cost nothing. */
export function createHealth(health: Health) {
  let cached: { at: number; result: Promise<Findings> } | undefined;

  const check = () => {
    if (!cached || performance.now() - cached.at > cacheMs) cached = { at: performance.now(), result: look(health) };
    return cached.result;
  };

  return {
    live: (_: IncomingMessage, res: ServerResponse) => sendJson(res, { status: "ok" }),
    ready: async (_: IncomingMessage, res: ServerResponse) => {
      if (health.isDraining) return sendJson(res, { status: "draining" }, { status: 503 });
      const { checks, redis } = await check();
      const isReady = Object.values(checks).every((state) => state === "ok");
      sendJson(res, { status: isReady ? "ok" : "failed", checks, redis }, { status: isReady ? 200 : 503 });
    },
  };
}

type Findings = { checks: Record<string, "ok" | "failed">; redis: "ok" | "down" | undefined };

async function look({ checks, isRedisUp }: Health): Promise<Findings> {
  const [found, isUp] = await Promise.all([runAll(checks), isRedisUp?.()]);
  return { checks: found, redis: isUp === undefined ? undefined : isUp ? "ok" : "down" };
}

async function runAll(checks: Health["checks"]): Promise<Record<string, "ok" | "failed">> {
  const states = await Promise.all(
    Object.entries(checks).map(async ([name, run]) => {
      const timeout = AbortSignal.timeout(timeoutMs);
      const late = new Promise((_, reject) => timeout.addEventListener("abort", () => reject(new Error("timeout"))));
      return Promise.race([run(), late]).then(
        () => [name, "ok"] as const,
        () => [name, "failed"] as const,
      );
    }),
  );
  return Object.fromEntries(states);
}
