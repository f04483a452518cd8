// node --conditions=@tenon/source bench/http/run.ts [adapter|product] [--rounds 5] [--seconds 5] [--only name]
import { parseArgs } from "node:util";
import { moveTo } from "./measure/cores.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "5" },
    "warm-up": { type: "string", default: "3" },
    connections: { type: "string", default: "32" },
    /** A part of a contender's or a scenario's name. */
    only: { type: "string", default: "" },
    /** Tenon's production bundle. */
    bundle: { type: "string", default: `${import.meta.dirname}/../../apps/server/dist/main.js` },
  },
});

const options = {
  rounds: Number(values.rounds),
  timing: {
    seconds: Number(values.seconds),
    warmUpSeconds: Number(values["warm-up"]),
    connections: Number(values.connections),
  },
  only: values.only,
  bundle: values.bundle,
  command: `bench/http ${process.argv.slice(2).join(" ")}`.trim(),
};
export type RunOptions = typeof options;

moveTo("load");
const suites = positionals.length > 0 ? positionals : ["adapter", "product"];
if (suites.includes("adapter")) await (await import("./adapter/suite.ts")).runAdapter(options);
if (suites.includes("product")) await (await import("./product/suite.ts")).runProduct(options);
process.exit(0);
