// Started by flood.ts, which tells it to end.
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { FloodFigures, FloodOptions } from "./flood.ts";

const { url, inFlight, waits } = JSON.parse(process.argv[2] ?? "") as FloodOptions;
/** Accounts and networks of this flood alone: those of the one before may be locked by now. */
const mark = (process.pid % 65_536).toString(16);
const figures: FloodFigures = { judged: 0, busy: 0, wrong: 0 };
const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
let isOver = false;
let count = 0;
process.once("message", () => (isOver = true));

const line = async () => {
  while (!isOver) {
    const outcome = await login((count += 1));
    figures[outcome] += 1;
    if (outcome === "busy" && waits) await sleep(1000);
  }
};
await Promise.all(Array.from({ length: inFlight }, line));
process.send?.(figures, () => process.exit());

function login(n: number): Promise<keyof FloodFigures> {
  const body = JSON.stringify({ email: `nobody-${mark}-${n}@example.org`, password: "not the password of anybody" });
  const headers = {
    "content-type": "application/json",
    "content-length": body.length,
    "x-forwarded-for": `2001:db8:${mark}:${n.toString(16)}::1`,
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
