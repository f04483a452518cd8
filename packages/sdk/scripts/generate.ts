// Writes src/generated from openapi.json.
import { join } from "node:path";
import { generateSdk } from "./generate-sdk.ts";

const workspace = join(import.meta.dirname, "..");
await generateSdk({ input: join(workspace, "../../openapi.json"), output: join(workspace, "src/generated") });
