import type { Tool as Definition } from "@modelcontextprotocol/server";
import type { JsonProcedure } from "@tenon/openapi/transport";

/** How a tool's arguments, always an object, are a procedure's input. */
export interface ArgumentsPlan {
  readonly schema: Definition["inputSchema"];
  /** @throws RestError when they are nested too deeply */
  readonly read: (args: Readonly<Record<string, unknown>> | undefined) => unknown;
}

/** The input itself where it is an object that is always there, else its only member `input`. */
export function planArguments({ input, isInputOptional, read }: JsonProcedure): ArgumentsPlan {
  if (input === undefined) {
    return { schema: { type: "object", properties: {}, additionalProperties: false }, read: () => undefined };
  }
  if (isObject(input) && !(isInputOptional && input.required)) {
    // No arguments are none or an empty object, as it pleases the client; an input that may be absent is then absent.
    const isNone = (args: object): boolean => isInputOptional && Object.keys(args).length === 0;
    return { schema: input, read: (args = {}) => (isNone(args) ? undefined : read(args)) };
  }
  return { schema: wrapped("input", input, isInputOptional), read: (args) => read(own(args, "input")) };
}

/** How a procedure's output is a tool's structured content, always an object. */
export interface ResultPlan {
  /** Undefined when the procedure answers nothing, or does not say what. */
  readonly schema: Definition["outputSchema"];
  /** The structured content as JSON text; undefined when there is nothing to say. */
  readonly write: (output: unknown) => string | undefined;
}

/** The output itself where it is an object, else the only member `output`. */
export function planResult({ output, isOutputOptional, write }: JsonProcedure): ResultPlan {
  if (output === undefined) return { schema: undefined, write: () => undefined };
  if (Object.keys(output).length === 0) return { schema: undefined, write };
  if (isObject(output) && !isOutputOptional) return { schema: output, write };
  return {
    schema: wrapped("output", output, isOutputOptional),
    write: (value) => {
      const text = write(value);
      return text === undefined ? "{}" : `{"output":${text}}`;
    },
  };
}

type ObjectSchema = Definition["inputSchema"];

const isObject = (schema: Record<string, unknown>): schema is ObjectSchema => schema["type"] === "object";

/** An object with one member. Definitions move to the new root, where their references look for them. */
function wrapped(name: string, { $defs, ...schema }: Record<string, unknown>, isOptional: boolean): ObjectSchema {
  return {
    type: "object",
    properties: { [name]: schema },
    ...(!isOptional && { required: [name] }),
    additionalProperties: false,
    ...($defs !== undefined && { $defs }),
  } as ObjectSchema;
}

function own(args: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  return args && Object.hasOwn(args, name) ? args[name] : undefined;
}
