import type { HttpRequest } from "../load/http-message.ts";
import { authorization } from "./inputs.ts";
import type { Scenario } from "./scenarios.ts";

/** How a contender is spoken to. */
export type Wire = {
  /** The request of a scenario, each of its calls with the same input; nothing where the wire has no such thing. */
  request: (scenario: Scenario, input: Record<string, unknown>) => HttpRequest | undefined;
  /** The outputs in a body. */
  outputs: (scenario: Scenario, body: unknown) => unknown[];
  /** Of a request that succeeds. */
  status: (scenario: Scenario) => number;
};

const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const headers = { authorization };
const ok = () => 200;

/** @see https://trpc.io/docs/rpc */
export const trpc: Wire = {
  request({ procedure, calls, superjson }, input) {
    const value = superjson ? { json: input } : input;
    if (procedure === "create")
      return { method: "POST", path: "/trpc/article.create", headers, body: JSON.stringify(value) };
    if (calls === 1) return { method: "GET", path: `/trpc/article.${procedure}?input=${json(value)}`, headers };
    const paths = Array.from({ length: calls }, () => `article.${procedure}`).join(",");
    const inputs = Object.fromEntries(Array.from({ length: calls }, (_, index) => [index, value]));
    return { method: "GET", path: `/trpc/${paths}?batch=1&input=${json(inputs)}`, headers };
  },
  outputs({ calls, superjson }, body) {
    const answers = (calls === 1 ? [body] : body) as { result: { data: unknown } }[];
    return answers.map(({ result: { data } }) => (superjson ? (data as { json: unknown }).json : data));
  },
  status: ok,
};

/** Its serializer writes dates as superjson does, always. @see https://orpc.unnoq.com/docs/advanced/rpc-protocol */
export const orpc: Wire = {
  request({ procedure, calls }, input) {
    if (procedure === "create")
      return { method: "POST", path: "/rpc/article/create", headers, body: JSON.stringify({ json: input }) };
    const path = `/rpc/article/${procedure}?data=${json({ json: input })}`;
    if (calls === 1) return { method: "GET", path, headers };
    const item = { url: `http://127.0.0.1${path}`, method: "GET" };
    const body = JSON.stringify(Array.from({ length: calls }, () => item));
    return { method: "POST", path: "/rpc/__batch__", headers: { ...headers, "x-orpc-batch": "buffered" }, body };
  },
  outputs({ calls }, body) {
    const answers = calls === 1 ? [body] : (body as { body: unknown }[]).map((item) => item.body);
    return answers.map((answer) => (answer as { json: unknown }).json);
  },
  status: ({ calls }) => (calls === 1 ? 200 : 207),
};

/** Routes written by hand; they have no batches and no transformer. */
export const rest: Wire = {
  request({ procedure, calls, superjson }, input) {
    if (calls > 1 || superjson) return undefined;
    if (procedure === "create") return { method: "POST", path: "/article", headers, body: JSON.stringify(input) };
    const query = new URLSearchParams(input as Record<string, string>);
    return { method: "GET", path: `/${procedure === "get" ? "article" : procedure}?${query.toString()}`, headers };
  },
  outputs: (_, body) => [body],
  status: ok,
};
