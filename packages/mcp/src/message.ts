import { RestError } from "@tenon/openapi";

/** One JSON-RPC message, not yet looked into. */
export type Message = Readonly<Record<string, unknown>>;

/**
 * The one message of a body. Batches, which the protocol had until 2025-06-18, would be many calls in one request.
 * @throws RestError 400
 */
export function messageOf(body: unknown): Message {
  if (Array.isArray(body)) throw new RestError("MALFORMED_INPUT", "A request is one JSON-RPC message, not a batch");
  if (isRecord(body)) return body;
  throw new RestError("MALFORMED_INPUT", "The body must be a JSON-RPC message");
}

/** The tool that a message calls and its arguments as they came; undefined when it calls none. */
export function toolCallOf({
  method,
  params,
}: Message): { name: string; args: Readonly<Record<string, unknown>> | undefined } | undefined {
  if (method !== "tools/call" || !isRecord(params)) return undefined;
  const { name, arguments: args } = params;
  return typeof name === "string" ? { name, args: isRecord(args) ? args : undefined } : undefined;
}

/** The id that an answer must bear; null when there is none to be read. */
export function idOf(message: Message | undefined): string | number | null {
  const id = typeof message?.["method"] === "string" ? message["id"] : null;
  return typeof id === "string" || typeof id === "number" ? id : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
