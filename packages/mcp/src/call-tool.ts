import type { CallToolResult } from "@modelcontextprotocol/server";
import { problemBody } from "@tenon/openapi";
import { reportFailure, writeFailure } from "@tenon/openapi/transport";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import type { Admitted } from "./exchange.ts";
import type { Tool } from "./tools.ts";

/** Calls a tool's procedure. Its failures are results too: a model can read them, and try again with better arguments. */
export async function callTool(
  { settings, ctx, req, signal }: Admitted,
  tool: Tool,
  args: Readonly<Record<string, unknown>> | undefined,
): Promise<CallToolResult> {
  const { path, type, operation, call } = tool.procedure;
  let input: unknown;
  try {
    input = tool.readArguments(args);
    const getRawInput = (): Promise<unknown> => Promise.resolve(input);
    return success(tool, await call({ path, type, ctx, getRawInput, signal, batchIndex: 0 }));
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    const failure = { error, ctx, req, path, type, input, operation };
    reportFailure(failure, settings.onError);
    const text = writeFailure(failure, settings.formatError, (problem) => JSON.stringify(problemBody(problem)));
    return { isError: true, content: [{ type: "text", text }] };
  }
}

function success({ definition, writeResult }: Tool, output: unknown): CallToolResult {
  const text = writeResult(output);
  if (text === undefined) return { content: [] };
  const content: CallToolResult["content"] = [{ type: "text", text }];
  if (!definition.outputSchema) return { content };
  // Read back, so that what is sent is what the text says: dates, bigints and Sets are JSON by now.
  return { content, structuredContent: JSON.parse(text) as Record<string, unknown> };
}
