import { Agent, get } from "node:http";

export type ApiFigures = { times: number[]; errors: number };

const perSecond = 50;

/** Calls at a steady rate, however long each takes: a list that is compressed, and a session that is looked up. */
export async function startApiCalls(url: string, seconds: number): Promise<{ ended: Promise<ApiFigures> }> {
  const token = await register(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const headers = { authorization: `Bearer ${token}`, "accept-encoding": "gzip" };
  const figures: ApiFigures = { times: [], errors: 0 };
  const call = (path: string) =>
    new Promise<void>((resolve) => {
      const startedAt = performance.now();
      const settle = (isFine: boolean) => {
        figures.times.push(performance.now() - startedAt);
        if (!isFine) figures.errors += 1;
        resolve();
      };
      get(url + path, { agent, headers, timeout: 30_000 }, (response) => {
        response.resume().on("end", () => settle(response.statusCode === 200));
      }).on("error", () => settle(false));
    });
  const run = async () => {
    const startedAt = performance.now();
    const calls: Promise<void>[] = [];
    for (let n = 0; n < seconds * perSecond; n += 1) {
      const waitMs = startedAt + (n * 1000) / perSecond - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      calls.push(call(n % 2 === 0 ? "/openapi.json" : "/api/v1/me"));
    }
    await Promise.all(calls);
    agent.destroy();
    return figures;
  };
  return { ended: run() };
}

async function register(url: string): Promise<string> {
  const email = `caller-${Math.random().toString(36).slice(2)}@example.org`;
  const body = JSON.stringify({ email, name: "Caller", password: "correct horse battery", mode: "bearer" });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/api/v1/auth/register`, { method: "POST", headers, body });
  const { token } = (await response.json()) as { token: string };
  return token;
}
