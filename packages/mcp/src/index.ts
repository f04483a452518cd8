export { createMcpHandler, type McpHandler } from "./handler.ts";
export type { McpHandlerOptions } from "./options.ts";
export type { McpMeta, McpSpec } from "./meta.ts";
export { McpSetupError } from "./setup-error.ts";
