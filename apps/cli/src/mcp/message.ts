/** A JSON-RPC message, as far as passing it on demands. */
export type Message = {
  id?: string | number;
  method?: string;
  params?: { [key: string]: unknown };
  result?: { protocolVersion?: unknown };
  error?: unknown;
};

/** A message from text; undefined for what is none. Batches are none: the protocol has given them up. */
export function parseMessage(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isMessage = (value: unknown): value is Message =>
  typeof value === "object" && value !== null && (value as { jsonrpc?: unknown }).jsonrpc === "2.0";

/** The answer to a request that no server has answered. */
export const errorReply = (id: Message["id"] | null, { code, message }: { code: number; message: string }): object => ({
  jsonrpc: "2.0",
  id: id ?? null,
  error: { code, message },
});
