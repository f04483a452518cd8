import { deepEqual, equal, match } from "node:assert/strict";
import type { HttpRequest } from "../load/http-message.ts";
import type { Contender } from "./contenders.ts";
import { example, type Scenario } from "./scenarios.ts";

/** Two different questions are answered rightly and an invalid one is refused, so that nobody wins by failing. */
export async function checkServer(origin: string, contender: Contender, scenario: Scenario): Promise<void> {
  const { wire, created = 201, isDeaf } = contender;
  for (const salt of isDeaf ? [""] : ["", "-other"]) {
    const { input, output } = example(scenario, salt);
    const { status, body } = await ask(origin, wire.request(scenario, input));
    equal(status, scenario.name === "create" ? created : 200, JSON.stringify(body));
    deepEqual(wire.output(body), JSON.parse(JSON.stringify(output)));
  }
  if (!isDeaf) equal((await ask(origin, wire.request(scenario, example(scenario).wrong))).status, 400);
}

async function ask(origin: string, request: HttpRequest): Promise<{ status: number; body: unknown }> {
  const { method, path, headers, body } = request;
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body }),
  });
  match(response.headers.get("content-type") ?? "", /^application\/(problem\+)?json/);
  return { status: response.status, body: await response.json() };
}
