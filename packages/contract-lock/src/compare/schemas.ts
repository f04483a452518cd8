import type { Contract, ProcedureContract } from "../contract.ts";
import { createComparison } from "../schema/compare.ts";
import type { Finding, Pair, Side } from "../schema/walk.ts";
import { adviceFor } from "./advice.ts";
import { type ComparePart, type PartChange, changeAt } from "./part.ts";

/** Compares what procedures take and give. */
export function createSchemaComparison(contracts: Pair<Contract>): ComparePart<ProcedureContract> {
  const defs = { before: contracts.before.$defs, after: contracts.after.$defs };
  const compare = { input: createComparison(defs, "input"), output: createComparison(defs, "output") };
  const side = (name: Side, { before, after }: Pair<ProcedureContract>): PartChange[] => {
    const [was, is] = [before[name], after[name]];
    if (!was || !is) return [];
    const found = compare[name]({ before: was, after: is }, { where: `/${name}`, label: name });
    return distinct(found.map((finding) => changeOf(name, finding)));
  };
  return (pair) => [...inputPresence(pair), ...side("input", pair), ...outputPresence(pair), ...side("output", pair)];
}

function changeOf(side: Side, { place, kind, rule, text }: Finding): PartChange {
  const join = /^(is|has|must|need|takes) /.test(text) ? " " : ": ";
  const advice = kind === "breaking" ? ` ${adviceFor(side, rule)}.` : "";
  return { where: place.where, kind, rule: `${side}-${rule}`, message: `${place.label}${join}${text}.${advice}` };
}

function distinct(changes: readonly PartChange[]): PartChange[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

const input = changeAt("/input");
const output = changeAt("/output");

function inputPresence({ before, after }: Pair<ProcedureContract>): PartChange[] {
  if (!before.input && !after.input) return [];
  if (!before.input) {
    return after.inputOptional
      ? [input.compatible("input-added", "Takes an input, which may be left out.")]
      : [input.breaking("input-added", "Needs an input; it took none. Calls without it are refused.")];
  }
  if (!after.input)
    return [input.compatible("input-ignored", "Takes no input any more: it may be sent, but nobody reads it.")];
  if (before.inputOptional === after.inputOptional) return [];
  return after.inputOptional
    ? [input.compatible("input-now-optional", "The whole input may be left out.")]
    : [
        input.breaking(
          "input-now-required",
          "The whole input may no longer be left out. Calls without it are refused.",
        ),
      ];
}

function outputPresence({ before, after }: Pair<ProcedureContract>): PartChange[] {
  if (!before.output && !after.output) return [];
  if (!before.output) return [output.compatible("output-added", "Answers with a value; the answer was empty.")];
  if (!after.output)
    return [output.breaking("output-removed", "The answer is empty. Callers that read it find nothing.")];
  if (before.outputOptional === after.outputOptional) return [];
  return after.outputOptional
    ? [output.breaking("output-now-optional", "The answer may be empty. Callers that read it without a check fail.")]
    : [output.compatible("output-now-always", "The answer is never empty any more.")];
}
