import { ProtocolError, ProtocolErrorCode, Server } from "@modelcontextprotocol/server";
import { callTool } from "./call-tool.ts";
import type { Admitted } from "./exchange.ts";
import { toolCallOf } from "./message.ts";
import type { Settings } from "./options.ts";
import type { Tool } from "./tools.ts";

/** Whether a tool may be seen and called. */
export function isServed({ procedure }: Tool, { writes }: Pick<Settings, "writes">): boolean {
  return writes || procedure.type === "query";
}

/** The SDK's server for one exchange. */
export function serverOf(given: Admitted): Server {
  const { settings, tools, message } = given;
  const { info, instructions } = settings;
  const server = new Server(info, { capabilities: { tools: {} }, ...(instructions !== undefined && { instructions }) });
  server.setRequestHandler("tools/list", () => ({
    tools: [...tools.values()].filter((tool) => isServed(tool, settings)).map(({ definition }) => definition),
  }));
  server.setRequestHandler("tools/call", ({ params: { name } }) => {
    const tool = tools.get(name);
    if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${name}`);
    if (!isServed(tool, settings))
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${name} changes data, and this server only reads`);
    // As they came: the SDK's own reading has dropped what it took for a prototype.
    return callTool(given, tool, toolCallOf(message)?.args);
  });
  return server;
}
