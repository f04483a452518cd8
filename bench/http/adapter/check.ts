import { deepEqual, equal, match } from "node:assert/strict";
import type { HttpRequest } from "../load/http-message.ts";
import type { Contender } from "./contenders.ts";
import { example, type Scenario } from "./scenarios.ts";

/** Two different questions are answered rightly and an invalid one is refused, so that nobody wins by failing. */
export async function checkServer(origin: string, { wire, isConstant }: Contender, scenario: Scenario): Promise<void> {
  for (const salt of isConstant ? [""] : ["", "-other"]) {
    const { input, output } = example(scenario, salt);
    const { status, body } = await ask(origin, wire.request(scenario, input));
    equal(status, wire.status(scenario), JSON.stringify(body));
    if (isConstant) return;
    const expected = Array.from({ length: scenario.calls }, () => JSON.parse(JSON.stringify(output)));
    deepEqual(wire.outputs(scenario, body), expected);
  }
  if (scenario.calls > 1) return;
  equal((await ask(origin, wire.request(scenario, {}))).status, 400);
}

async function ask(origin: string, request?: HttpRequest): Promise<{ status: number; body: unknown }> {
  const { method = "GET", path = "/", headers = {}, body } = request ?? {};
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body }),
  });
  match(response.headers.get("content-type") ?? "", /^application\/json/);
  return { status: response.status, body: await response.json() };
}
