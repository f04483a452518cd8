import { type BridgeMeta, type RestSpec, statusOfCode } from "@tenon/openapi";
import type { DescribedProcedure } from "@tenon/openapi/describe";
import { byText } from "../canonical.ts";
import type { DeprecationContract, ProcedureContract } from "../contract.ts";
import type { ContractOptions } from "./options.ts";
import { restContract } from "./rest.ts";

/** What the callers of one procedure rely on. */
export function procedureContract(procedure: DescribedProcedure, options: ContractOptions): ProcedureContract {
  const { type, meta, inputs, output, operation } = procedure;
  const spec = (meta as BridgeMeta | undefined)?.rest || undefined;
  const declared = options.declaredErrors?.(meta) ?? spec?.errors ?? [];
  return {
    kind: type,
    access: options.access?.(meta),
    deprecated: deprecationOf(spec?.deprecated),
    errors: errorsOf(procedure.path, declared, options),
    input: inputs.length > 1 ? { allOf: inputs } : inputs[0],
    inputOptional: inputs.length > 0 && procedure.isInputOptional ? true : undefined,
    output,
    outputOptional: output !== undefined && procedure.isOutputOptional ? true : undefined,
    rest: operation && restContract(operation, procedure.places),
  };
}

function errorsOf(path: string, declared: readonly (string | number)[], { errors = {} }: ContractOptions) {
  const statuses = declared.map((error): [string, number] => {
    const status = typeof error === "number" ? error : statusOfCode(error, errors);
    if (status === undefined) throw new Error(`${path}: ${error} is not a known error`);
    return [String(error), status];
  });
  const sorted = statuses.toSorted(([left], [right]) => byText(left, right));
  return sorted.length > 0 ? Object.fromEntries(sorted) : undefined;
}

function deprecationOf(deprecated: RestSpec["deprecated"]): DeprecationContract | undefined {
  if (!deprecated) return undefined;
  const { since, sunset } = deprecated === true ? {} : deprecated;
  return { since: instant(since), sunset: instant(sunset) };
}

const instant = (date: Date | string | undefined) => date && new Date(date).toISOString();
