export type { Change } from "./change.ts";
export { type Contract, type DeprecationContract, type ProcedureContract, type RestContract } from "./contract.ts";
export { describeContract } from "./describe/describe.ts";
export type { ContractOptions } from "./describe/options.ts";
export { compareContracts } from "./compare/compare.ts";
export { LockError, parseContract } from "./lock/parse.ts";
export { printContract } from "./lock/print.ts";
export { reportChanges } from "./command/report.ts";
export { type ContractCommand, runContractCommand } from "./command/run.ts";
