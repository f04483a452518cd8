import type { IncomingHttpHeaders } from "node:http";
import {
  WebStandardStreamableHTTPServerTransport,
  createMcpHandler as createSdkHandler,
  isInitializeRequest,
  isLegacyRequest,
} from "@modelcontextprotocol/server";
import { RestError } from "@tenon/openapi";
import { reportFailure } from "@tenon/openapi/transport";
import { TRPCError } from "@trpc/server";
import type { Admitted } from "./exchange.ts";
import { serverOf } from "./server.ts";

/**
 * Lets the official SDK answer one message, of either era of the protocol: with `initialize` (until 2025-11-25), or with the
 * version in each message (2026-07-28). Neither keeps anything between two requests.
 */
export async function dispatch(given: Admitted): Promise<Response> {
  const { req, message, signal } = given;
  if (message["method"] === "initialize" && !isInitializeRequest(message)) {
    throw new RestError("MALFORMED_INPUT", "initialize needs a protocolVersion, capabilities and clientInfo");
  }
  // The message is read already; of the rest, the SDK looks at these headers alone.
  const request = new Request("http://localhost/", { method: "POST", headers: headersOf(req.headers), signal });
  if (await isLegacyRequest(request, message)) return answerLegacy(given, request);
  const handler = createSdkHandler(() => serverOf(given), {
    legacy: "reject",
    onerror: (error) => report(given, error),
  });
  return handler.fetch(request, { parsedBody: message });
}

async function answerLegacy(given: Admitted, request: Request): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  const server = serverOf(given);
  await server.connect(transport);
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is no EventTarget
  server.onerror = (error) => report(given, error);
  try {
    return await transport.handleRequest(request, { parsedBody: given.message });
  } finally {
    await server.close();
  }
}

function headersOf(headers: IncomingHttpHeaders): Headers {
  const known = Object.entries(headers).filter(([name]) => /^(accept|content-type|mcp-.+)$/.test(name));
  return new Headers(known.map(([name, value]) => [name, String(value)]));
}

/** What the SDK finds wrong with a message it answers by itself; it is only told. */
function report({ settings, ctx, req }: Admitted, cause: Error): void {
  const error = new TRPCError({ code: "BAD_REQUEST", message: cause.message, cause });
  const unknown = { path: undefined, type: "unknown", input: undefined, operation: undefined } as const;
  reportFailure({ ...unknown, error, ctx, req }, settings.onError);
}
