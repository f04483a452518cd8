import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export type FloodFigures = {
  /** Passwords that were looked at. */
  judged: number;
  /** Refused with 503 AUTH_BUSY and when to come back. */
  busy: number;
  /** Anything else. */
  wrong: number;
};

/** Wrong passwords of as many accounts, so many at once, from addresses of their own, until then. */
export async function flood(
  url: string,
  {
    inFlight,
    waits,
    until,
  }: { inFlight: number; /** For as long as they are told to. */ waits: boolean; until: Promise<unknown> },
): Promise<FloodFigures> {
  const figures: FloodFigures = { judged: 0, busy: 0, wrong: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  let isOver = false;
  let count = 0;
  const line = async () => {
    while (!isOver) {
      const outcome = await login(url, { agent, n: (count += 1) });
      figures[outcome] += 1;
      if (outcome === "busy" && waits) await sleep(1000);
    }
  };
  const lines = Array.from({ length: inFlight }, line);
  await until;
  isOver = true;
  await Promise.all(lines);
  agent.destroy();
  return figures;
}

function login(url: string, { agent, n }: { agent: Agent; n: number }): Promise<keyof FloodFigures> {
  const body = JSON.stringify({ email: `nobody-${n}@example.org`, password: "not the password of anybody" });
  const headers = {
    "content-type": "application/json",
    "content-length": body.length,
    "x-forwarded-for": `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
  };
  return new Promise((resolve) => {
    request(`${url}/api/v1/auth/login`, { method: "POST", agent, headers }, (response) => {
      const { statusCode, headers: told } = response;
      const isBusy = statusCode === 503 && told["retry-after"] !== undefined;
      response.resume().on("end", () => resolve(statusCode === 401 ? "judged" : isBusy ? "busy" : "wrong"));
    })
      .on("error", () => resolve("wrong"))
      .end(body);
  });
}
