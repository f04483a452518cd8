import { canonical } from "../canonical.ts";
import type { Contract, ProcedureContract } from "../contract.ts";
import type { Pair } from "../schema/walk.ts";

/** Procedures that are gone, with the one new procedure that takes and gives the same. */
export function renamedTo({ before, after }: Pair<Contract>): ReadonlyMap<string, string> {
  const gone = only(before, after);
  const added = only(after, before);
  const found = new Map<string, string>();
  for (const [path, procedure] of gone) {
    const text = signatureOf(procedure);
    const same = added.filter(([, candidate]) => signatureOf(candidate) === text);
    const isOnly = gone.filter(([, other]) => signatureOf(other) === text).length === 1;
    if (same.length === 1 && same[0] && isOnly) found.set(path, same[0][0]);
  }
  return found;
}

function only(these: Contract, those: Contract): [string, ProcedureContract][] {
  return Object.entries(these.procedures).filter(([path]) => !Object.hasOwn(those.procedures, path));
}

function signatureOf({ kind, input, output }: ProcedureContract): string {
  return canonical([kind, input ?? null, output ?? null]);
}
