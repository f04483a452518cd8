export { type CompileOptions, compileRouter } from "./compile.ts";
