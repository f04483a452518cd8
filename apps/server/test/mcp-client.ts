import { type CallToolResult, Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { WireError } from "@tenon/contract/errors";

/** The official client, connected to the server's `/mcp`. */
export async function connectMcp(url: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: "tests", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }));
  return client;
}

/** The problem that a refused call holds; undefined for one that was not refused. */
export function problemOf({ isError, content: [part] }: CallToolResult): Partial<WireError> | undefined {
  return isError && part?.type === "text" ? (JSON.parse(part.text) as Partial<WireError>) : undefined;
}
