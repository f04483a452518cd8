import { deepEqual, equal } from "node:assert/strict";
import type { HttpRequest } from "../load/http-message.ts";
import type { Access, Api } from "./contenders.ts";
import type { Expected } from "./database.ts";

export type Question = { api: Api; operation: "get" | "list"; access: Access };

/** The server answers with exactly the posts that the database holds, as this caller sees them; nothing for a stranger. */
export async function checkAnswers(origin: string, { api, operation, access }: Question, expected: Expected) {
  if (operation === "list") {
    const body = await ask(origin, api.list(access));
    deepEqual(api.postsIn(body), expected.list);
    return;
  }
  for (const [id, post] of expected.posts) deepEqual(api.postIn(await ask(origin, api.get(id, access))), post);
}

async function ask(origin: string, { path, headers = {} }: HttpRequest): Promise<never> {
  const response = await fetch(`${origin}${path}`, { headers });
  const body: unknown = await response.json();
  equal(response.status, 200, JSON.stringify(body));
  return body as never;
}
