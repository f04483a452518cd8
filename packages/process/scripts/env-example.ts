// Writes `.env.example` from the schema of the environment.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderEnvExample } from "../src/env-example.ts";

writeFileSync(join(import.meta.dirname, "../../../.env.example"), renderEnvExample());
