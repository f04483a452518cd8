import type { Tool as Definition } from "@modelcontextprotocol/server";
import { type JsonProcedure, compileJsonProcedures } from "@tenon/openapi/transport";
import type { AnyTRPCRouter } from "@trpc/server";
import { annotationsOf } from "./annotations.ts";
import { type ArgumentsPlan, type ResultPlan, planArguments, planResult } from "./arguments.ts";
import type { McpMeta, McpSpec } from "./meta.ts";
import { McpSetupError } from "./setup-error.ts";

/** A procedure as a tool. */
export interface Tool {
  /** As `tools/list` shows it. */
  readonly definition: Definition;
  readonly procedure: JsonProcedure;
  readonly readArguments: ArgumentsPlan["read"];
  readonly writeResult: ResultPlan["write"];
}

// The specification allows dots and 128 characters; the models' own APIs do not.
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Every procedure of a router that `meta.mcp` makes a tool, mutations included, in the router's order.
 * @throws McpSetupError with every fault at once; RestSetupError when the router is faulty as a REST API
 */
export async function compileTools(router: AnyTRPCRouter): Promise<readonly Tool[]> {
  const { procedures, faults } = await compileJsonProcedures(router, (meta) => specOf(meta) !== undefined);
  const tools = procedures.map(toolOf);
  const byName = Map.groupBy(tools, ({ definition }) => definition.name);
  const all = [
    ...faults,
    ...tools.flatMap(({ definition: { name }, procedure: { path } }) =>
      NAME.test(name) ? [] : [`${path}: the name ${name} is not 1 to 64 letters, digits, _ and -`],
    ),
    ...[...byName.entries()].flatMap(([name, group]) =>
      group.length > 1 ? [`${group.map(({ procedure }) => procedure.path).join(", ")}: the same name, ${name}`] : [],
    ),
  ];
  if (all.length > 0) throw new McpSetupError(all);
  return tools;
}

function specOf(meta: unknown): McpSpec | undefined {
  const mcp = (meta as McpMeta | undefined)?.mcp;
  return mcp === true ? {} : mcp || undefined;
}

function toolOf(procedure: JsonProcedure): Tool {
  const spec = specOf(procedure.meta) ?? {};
  const { summary, description } = procedure.operation?.spec ?? {};
  const title = spec.title ?? summary;
  const text = spec.description ?? ([summary, description].filter(Boolean).join(". ") || undefined);
  const input = planArguments(procedure);
  const result = planResult(procedure);
  return {
    definition: {
      name: spec.name ?? procedure.path.replace(/[^A-Za-z0-9_-]/g, "_"),
      ...(title !== undefined && { title }),
      ...(text !== undefined && { description: text }),
      inputSchema: input.schema,
      ...(result.schema && { outputSchema: result.schema }),
      annotations: annotationsOf(procedure, spec),
    },
    procedure,
    readArguments: input.read,
    writeResult: result.write,
  };
}
