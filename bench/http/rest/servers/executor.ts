// The floor of every bridge: the procedure itself, compiled, and its output as JSON.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import "../../adapter/one-trpc.ts";
import { host, kind, port, scenario } from "../../adapter/launch.ts";
import { createContext } from "../../adapter/router.ts";
import { router } from "../router.ts";
import { example, scenarios } from "../scenarios.ts";

const { compileRouter } = await import("@tenon/node/executor");

const asked = scenarios.find(({ name }) => name === scenario) ?? scenarios[0]!;
const { input } = example(asked);
const { signal } = new AbortController();
const path = `articles.${asked.name}`;
const type = asked.name === "create" ? "mutation" : "query";

/** A procedure's type has no call signature; this is the one that tRPC's own `createCaller` uses. */
type Call = (options: Record<string, unknown>) => Promise<unknown>;
const call = (compileRouter(router)._def.procedures as unknown as Record<string, Call>)[path]!;

createServer((req, res) => {
  answer(req, res).catch(() => res.writeHead(400, { "content-type": "application/json" }).end("{}"));
}).listen(port, host);

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const given = kind === "reads" ? await bodyOf(req) : input;
  const getRawInput = () => Promise.resolve(given);
  const output = await call({ path, type, ctx: createContext({ req }), getRawInput, signal, batchIndex: 0 });
  // A text: Node writes it with the head in one piece, where bytes would be a second one.
  const body = JSON.stringify(output);
  const length = Buffer.byteLength(body);
  res.writeHead(type === "query" ? 200 : 201, { "content-type": "application/json", "content-length": length });
  res.end(body);
}

function bodyOf(req: IncomingMessage): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => void chunks.push(chunk));
  req.on("end", () => resolve(chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString())));
  req.on("error", reject);
  return promise;
}
