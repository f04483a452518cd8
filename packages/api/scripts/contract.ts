// `pnpm contract check`, `pnpm contract accept`: holds contract.lock.json to the router.
import { join } from "node:path";
import { describeContract, runContractCommand } from "@tenon/contract-lock";
import { errors } from "@tenon/contract/errors";
import { appRouter } from "../src/index.ts";
import type { Meta } from "../src/meta.ts";

process.exitCode = await runContractCommand({
  args: process.argv.slice(2),
  name: "pnpm contract",
  file: join(import.meta.dirname, "../../../contract.lock.json"),
  recipe: "docs/recipes/change-the-contract.md",
  describe: () => describeContract(appRouter, { errors, access: (meta) => (meta as Meta | undefined)?.access }),
  write: (text) => process.stdout.write(text),
  isColored: process.stdout.isTTY && process.stdout.hasColors(),
});
