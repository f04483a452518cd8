// node --conditions=@tenon/source bench/http/run.ts [adapter|rest|product] [--rounds 3] [--turns 10] [--only pattern]
import { parseArgs } from "node:util";
import { moveTo } from "./measure/cores.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    turns: { type: "string", default: "10" },
    seconds: { type: "string", default: "0.5" },
    "warm-up": { type: "string", default: "5" },
    connections: { type: "string", default: "32" },
    /** A regular expression over `<scenario> <contender>`; the results on disk stay as they are. */
    only: { type: "string" },
    /** Tenon's production bundle. */
    bundle: { type: "string", default: `${import.meta.dirname}/../../apps/server/dist/main.js` },
  },
});

const options = {
  rounds: Number(values.rounds),
  turns: Number(values.turns),
  timing: {
    seconds: Number(values.seconds),
    warmUpSeconds: Number(values["warm-up"]),
    connections: Number(values.connections),
  },
  chosen: (name: string) => new RegExp(values.only ?? "", "i").test(name),
  isKept: values.only === undefined,
  bundle: values.bundle,
  command: `bench/http ${process.argv.slice(2).join(" ")}`.trim(),
};
export type RunOptions = typeof options;

moveTo("load");
const suites = positionals.length > 0 ? positionals : ["adapter", "rest", "product"];
if (suites.includes("adapter")) await (await import("./adapter/suite.ts")).runAdapter(options);
if (suites.includes("rest")) await (await import("./rest/suite.ts")).runRest(options);
if (suites.includes("product")) await (await import("./product/suite.ts")).runProduct(options);
process.exit(0);
