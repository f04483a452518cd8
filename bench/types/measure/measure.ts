import { join } from "node:path";
import type { Contender } from "../contenders/contender.ts";
import type { Row } from "../contenders/rows.ts";
import { compile, CompileFailure, type Diagnostics } from "./compile.ts";
import { configOf, emitConfig, writeProject } from "./project.ts";

/** One row at one size. `emit` is what making the declarations costs, once for each change of the server. */
export type Measured = { every: Diagnostics; ten: Diagnostics; emit?: Diagnostics | undefined };
export type Outcome = Measured | { failure: string };
export type RowResult = { row: Row; bySize: Map<number, Outcome> };

const runs = 3;
const generated = join(import.meta.dirname, "../generated");
const typescriptFrom = import.meta.filename;

/** Measures rows at sizes; `told` hears of each one before it starts. */
export async function measureAll(
  rows: readonly Row[],
  sizes: readonly number[],
  told: (row: Row, size: number) => void,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) {
    const bySize = new Map<number, Outcome>();
    for (const size of sizes) {
      told(row, size);
      bySize.set(size, await outcomeOf(row, size));
    }
    results.push({ row, bySize });
  }
  return results;
}

async function outcomeOf(row: Row, size: number): Promise<Outcome> {
  try {
    return await measure(row, size);
  } catch (error) {
    if (error instanceof CompileFailure) return { failure: error.message };
    throw error;
  }
}

async function measure({ contender, through }: Row, size: number): Promise<Measured> {
  const folder = folderOf(contender, size);
  writeProject(folder, contender, size);
  const emit = through === "declarations" ? await compile(join(folder, emitConfig), typescriptFrom) : undefined;
  const every: Diagnostics[] = [];
  for (let run = 0; run < runs; run++)
    every.push(await compile(join(folder, configOf(through, "every")), typescriptFrom));
  const ten = await compile(join(folder, configOf(through, "ten")), typescriptFrom);
  return { every: medianOf(every), ten, emit };
}

const folderOf = ({ id }: Contender, size: number) => join(generated, id, String(size));

/** The run whose check time is the middle one. */
function medianOf(all: readonly Diagnostics[]): Diagnostics {
  const middle = all.toSorted((a, b) => a.checkSeconds - b.checkSeconds)[Math.floor(all.length / 2)];
  if (middle === undefined) throw new Error("no runs");
  return middle;
}
