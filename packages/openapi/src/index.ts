export { rest } from "./rest.ts";
export type { BridgeMeta, Deprecation, Example, RestMethod, RestSpec, Source } from "./meta.ts";
export { formInput } from "./schema/form.ts";
export { createRestHandler, type RestHandler } from "./http/handler.ts";
export type { ContextOptions, RestHandlerOptions } from "./http/options.ts";
export {
  type Failure,
  type FailureReply,
  type FormatError,
  type Problem,
  formatProblem,
  inputIssues,
  problemBody,
} from "./http/problem.ts";
export { type InputIssue, type InputPlace, RestError, type RestReason, RestSetupError, statusOf } from "./error.ts";
export { type CompileOptions, type Compiled, compileOperations } from "./compile/compile.ts";
export type { Operation, Parameter, Skipped } from "./operation.ts";
export type { FailureOptions } from "./document/failures.ts";
export { type DocumentOptions, type OpenApiDocument, generateDocument } from "./document/generate.ts";
export type { ErrorEntry } from "./document/failure-examples.ts";
export { statusOfCode } from "./document/status-of-code.ts";
export type { Json } from "./document/json.ts";
