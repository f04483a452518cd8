import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { Target } from "./target.ts";

async function listen(stack: AsyncDisposableStack, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  stack.defer(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
}

/** Whoever was made to call this one was made to call anybody. */
export async function startListener(stack: AsyncDisposableStack): Promise<{ url: string; heard: string[] }> {
  const heard: string[] = [];
  const url = await listen(stack, (req, res) => {
    // What wapiti itself asks, for what its listener heard: nothing that it could tell.
    if (!req.url?.includes("/get_")) heard.push(`${req.method} ${req.url}`);
    res.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  return { url, heard };
}

/** Has the holes that the scanners look for, on the same database: one that finds nothing here finds nothing anywhere. */
export function startControl(stack: AsyncDisposableStack, { sql }: Pick<Target, "sql">): Promise<string> {
  return listen(stack, (req, res) => {
    const name = new URL(req.url ?? "", "http://control").searchParams.get("name") ?? "wren";
    sql(`SELECT username FROM users WHERE username = '${name}'`)
      .then((rows) => ({ status: 200, text: JSON.stringify(rows) }))
      .catch((error: unknown) => ({ status: 500, text: `PostgreSQL ERROR: ${String(error)}` }))
      .then(({ status, text }) => {
        res.writeHead(status, { "content-type": "text/html" });
        res.end(`<html><body><a href="/?name=wren">${name}</a><pre>${text}</pre></body></html>`);
      })
      .catch(() => res.destroy());
  });
}
