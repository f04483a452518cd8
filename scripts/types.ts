// The types of every workspace. tsc emits the declarations on the way, and with them maps that know no procedure.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { writeDefinitionMaps } from "../packages/client/scripts/definition-map.ts";

const root = join(import.meta.dirname, "..");
const tsc = join(root, "node_modules/typescript/bin/tsc");
const pretty = String(process.env["FORCE_COLOR"] === "1");
process.exitCode =
  spawnSync(process.execPath, [tsc, "-b", "--pretty", pretty], { cwd: root, stdio: "inherit" }).status ?? 1;
writeDefinitionMaps(join(root, "packages"));
