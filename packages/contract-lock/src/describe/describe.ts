import { describeProcedures } from "@tenon/openapi/describe";
import type { AnyTRPCRouter } from "@trpc/server";
import { byText } from "../canonical.ts";
import { type Contract, LOCK_VERSION, type ProcedureContract } from "../contract.ts";
import { nameSchemas } from "./names.ts";
import type { ContractOptions } from "./options.ts";
import { procedureContract } from "./procedure.ts";

/**
 * Describes what the callers of a router rely on.
 * @throws RestSetupError when its REST form is faulty, Error when a declared error is not known
 */
export async function describeContract(router: AnyTRPCRouter, options: ContractOptions = {}): Promise<Contract> {
  const { procedures, schemas } = await describeProcedures(router);
  const sorted = procedures.toSorted((left, right) => byText(left.path, right.path));
  const described = sorted.map((procedure): [string, ProcedureContract] => [
    procedure.path,
    procedureContract(procedure, options),
  ]);
  return { version: LOCK_VERSION, ...nameSchemas(Object.fromEntries(described), schemas) };
}
