import type { Message } from "./message.ts";

const versionKey = "io.modelcontextprotocol/protocolVersion";

/**
 * The headers that MCP over HTTP wants beside a message, and stdio has no place for: the version, `negotiated` by initialize or
 * named by the message itself, and in the latter case what the message is about (2026-07-28).
 */
export function protocolHeaders(
  { method, params = {} }: Message,
  negotiated: string | undefined,
): Record<string, string> {
  const { [versionKey]: claimed } = (params["_meta"] ?? {}) as Record<string, unknown>;
  if (typeof claimed !== "string" || method === undefined)
    return negotiated === undefined ? {} : { "mcp-protocol-version": negotiated };
  const subject = method === "resources/read" ? params["uri"] : params["name"];
  return {
    "mcp-protocol-version": fieldValue(claimed),
    "mcp-method": fieldValue(method),
    ...(typeof subject === "string" && { "mcp-name": fieldValue(subject) }),
  };
}

/** Text that a header cannot hold as it is goes in Base64, marked as the protocol says. */
function fieldValue(text: string): string {
  if (/^[\x21-\x7e]+$/.test(text) && !text.startsWith("=?")) return text;
  return `=?base64?${Buffer.from(text.toWellFormed()).toString("base64")}?=`;
}
