/** Meta of a procedure that is a tool of MCP. */
export const tool = { mcp: true } as const;

/** The same of a mutation that overwrites and removes nothing. */
export const gentleTool = { mcp: { destructive: false } } as const;
