import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { AccountPolicy } from "@tenon/core/account-policy";
import { testWorld, type TestWorld } from "@tenon/core/testing";
import type { Json } from "@tenon/openapi";
import { createConduit } from "../src/index.ts";
import { assertAsSpecified } from "./specification.ts";

export const basePath = "/conduit/api";

export type Answer = { status: number; headers: Headers; text: string; json: Json };
export type Call = { token?: string | undefined; body?: unknown; headers?: Record<string, string> };

/** Conduit on a free port and a database of its own. */
export type Served = AsyncDisposable & {
  world: TestWorld;
  /** `call("GET /articles")`, below the base path; each answer is held against the specification. */
  call: (route: string, call?: Call) => Promise<Answer>;
  /** Registers somebody and returns their token. */
  join: (username: string) => Promise<string>;
  lines: Record<string, unknown>[];
  port: number;
};

export async function serve(passwords: NonNullable<AccountPolicy["passwords"]> = "any"): Promise<Served> {
  const world = await testWorld();
  const lines: Record<string, unknown>[] = [];
  const keep = (level: string) => (fields: object, message: string) => void lines.push({ level, message, ...fields });
  const log = { debug: keep("debug"), info: keep("info"), warn: keep("warn"), error: keep("error") };
  const handle = await createConduit({
    deps: { ...world.anonymous, log },
    basePath,
    maxBodySize: 200_000,
    passwords,
    requestOf: () => ({ requestId: "test", client: {} }),
  });
  const server = createServer((req, res) => void handle(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const call: Served["call"] = async (route, options = {}) => {
    const answer = await send(`http://127.0.0.1:${port}${basePath}`, route, options);
    assertAsSpecified(route, answer);
    return answer;
  };

  return {
    world,
    lines,
    port,
    call,
    async join(username) {
      const email = `${username.toLowerCase().replace(/[^a-z0-9_]/g, "-")}@example.com`;
      const user = { username, email, password: "password" };
      const { json } = await call("POST /users", { body: { user } });
      return json.user.token;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await world[Symbol.asyncDispose]();
    },
  };
}

async function send(url: string, route: string, { token, body, headers }: Call): Promise<Answer> {
  const [method = "GET", path = "/"] = route.split(" ");
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Token ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text === "" ? undefined : JSON.parse(text) };
}
