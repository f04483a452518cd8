import type { Json } from "@tenon/openapi";
import { canonical } from "../canonical.ts";
import type { Contract, ProcedureContract } from "../contract.ts";
import { sorted } from "../sorted.ts";
import { plainSchema } from "./plain-schema.ts";

const COMPONENT = "#/components/schemas/";
const DEF = "#/$defs/";

/**
 * Gives the schemas that are used their final names, each once. One without a name, which holds itself, is called after where
 * it is met first: zod's own numbers would change with every procedure that comes before. The long patterns of formats stand
 * once as well, so that a field of theirs is one line.
 */
export function nameSchemas(
  procedures: Readonly<Record<string, ProcedureContract>>,
  schemas: Readonly<Record<string, Json>>,
): Pick<Contract, "procedures" | "$defs"> {
  const names = new Map<string, string>();
  const $defs: Record<string, Json> = {};
  const define = (key: string, wanted: string, make: () => Json): string => {
    const known = names.get(key) ?? unused(wanted, $defs);
    if (!names.has(key)) {
      names.set(key, known);
      // Taken before its parts are named: it may be one of them.
      $defs[known] = {};
      $defs[known] = make();
    }
    return DEF + known;
  };
  const rename = (json: Json, at: string): Json =>
    plainSchema(sorted(json) as Json, {
      ref: (ref) => {
        const name = ref.replace(COMPONENT, "");
        const wanted = /^(__)?schema\d+(Input)?$/.test(name) ? `at:${at}` : name;
        return define(name, wanted, () => rename(schemas[name] ?? {}, at));
      },
      format: (format) => define(canonical(format), `format:${format["format"]}`, () => format),
    });
  const renamed = Object.entries(procedures).map(([path, procedure]) => [
    path,
    {
      ...procedure,
      input: procedure.input && rename(present(procedure.input), `${path}.input`),
      output: procedure.output && rename(present(procedure.output), `${path}.output`),
    },
  ]);
  return sorted({ procedures: Object.fromEntries(renamed), $defs }) as Pick<Contract, "procedures" | "$defs">;
}

/** Whether the whole may be left out stands beside it. */
function present({ "x-undefined": _, ...json }: Json): Json {
  return json;
}

function unused(name: string, taken: object): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}.${count}`;
    if (!Object.hasOwn(taken, candidate)) return candidate;
  }
}
