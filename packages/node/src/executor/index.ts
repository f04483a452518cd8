export { compileRouter } from "./compile.ts";
