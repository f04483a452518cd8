import type { IncomingMessage, ServerResponse } from "node:http";
import type { Tool as Definition } from "@modelcontextprotocol/server";
import { formatProblem } from "@tenon/openapi";
import type { AnyTRPCRouter } from "@trpc/server";
import { exchange } from "./exchange.ts";
import type { McpHandlerOptions, Settings } from "./options.ts";
import { isServed } from "./server.ts";
import { compileTools } from "./tools.ts";

/** A router served as MCP tools over streamable HTTP. */
export interface McpHandler {
  /** The tools that a client is shown. */
  readonly tools: readonly Definition[];
  /** Answers one request, whatever it holds. Never rejects. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
}

/**
 * Compiles the procedures that `meta.mcp` makes tools and serves them, without sessions:
 * `const mcp = await createMcpHandler({ router, createContext, info }); createServer(mcp.handle)`.
 * @throws McpSetupError with every faulty tool; RestSetupError when the router is faulty as a REST API
 */
export async function createMcpHandler<Router extends AnyTRPCRouter>(
  options: McpHandlerOptions<Router>,
): Promise<McpHandler> {
  const compiled = await compileTools(options.router);
  // Inside, contexts are opaque: only the caller's own functions look into them.
  const { createContext, formatError, onError } = options as unknown as Partial<Settings>;
  const settings: Settings = {
    info: options.info,
    instructions: options.instructions,
    writes: options.writes ?? false,
    maxBodySize: options.maxBodySize ?? 1_048_576,
    createContext: createContext ?? (() => ({})),
    formatError: formatError ?? formatProblem,
    onError,
  };
  const tools = new Map(compiled.map((tool) => [tool.definition.name, tool]));
  return {
    tools: compiled.filter((tool) => isServed(tool, settings)).map(({ definition }) => definition),
    handle: (req, res) => exchange({ req, res, settings, tools }),
  };
}
