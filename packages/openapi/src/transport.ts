export { abortSignal } from "./http/abort-signal.ts";
export { readJson } from "./http/body.ts";
export { reportFailure, setHeaders, writeFailure } from "./http/report.ts";
export { type JsonProcedure, type JsonProcedures, compileJsonProcedures } from "./json-procedures.ts";
