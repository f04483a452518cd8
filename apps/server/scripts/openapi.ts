// `pnpm openapi generate`, `check`, `diff [ref]`: the committed openapi.json.
import { join } from "node:path";
import { runOpenapiCommand } from "./openapi/run.ts";

process.exitCode = await runOpenapiCommand({
  args: process.argv.slice(2),
  root: join(import.meta.dirname, "../../.."),
  write: (text) => process.stdout.write(text),
});
