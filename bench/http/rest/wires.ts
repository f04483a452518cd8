import { authorization } from "../adapter/inputs.ts";
import type { HttpRequest } from "../load/http-message.ts";
import type { Scenario } from "./scenarios.ts";

/** How a contender is spoken to. */
export type Wire = {
  request: (scenario: Scenario, input: Record<string, unknown>) => HttpRequest;
  /** The output in a body. */
  output: (body: unknown) => unknown;
};

const headers = { authorization };

/** @see https://trpc.io/docs/rpc */
export const trpc: Wire = {
  request({ name }, input) {
    const path = `/trpc/articles.${name}`;
    if (name === "create") return { method: "POST", path, headers, body: JSON.stringify(input) };
    return { method: "GET", path: `${path}?input=${encodeURIComponent(JSON.stringify(input))}`, headers };
  },
  output: (body) => (body as { result: { data: unknown } }).result.data,
};

export const rest: Wire = {
  request({ name }, { id, ...input }) {
    if (name === "create") return { method: "POST", path: "/api/articles", headers, body: JSON.stringify(input) };
    const query = new URLSearchParams(input as Record<string, string>).toString();
    if (name === "list") return { method: "GET", path: `/api/articles?${query}`, headers };
    return { method: "GET", path: `/api/articles/${String(id)}${name === "view" ? "/view" : ""}?${query}`, headers };
  },
  output: (body) => body,
};
