import { byText } from "../canonical.ts";
import type { Change } from "../change.ts";
import type { Contract, ProcedureContract } from "../contract.ts";
import type { Pair } from "../schema/walk.ts";
import { compareAccess } from "./access.ts";
import { compareDeprecation, until } from "./deprecation.ts";
import { compareErrors } from "./errors.ts";
import { type ComparePart, type PartChange, changeAt } from "./part.ts";
import { renamedTo } from "./renamed.ts";
import { compareRest, compareSecurity } from "./rest.ts";
import { createSchemaComparison } from "./schemas.ts";

/** Tells every difference between two contracts, by procedure. Names of schemas and the order of anything are none. */
export function compareContracts(before: Contract, after: Contract): Change[] {
  const compareSchemas = createSchemaComparison({ before, after });
  const renamed = renamedTo({ before, after });
  const paths = new Set([...Object.keys(before.procedures), ...Object.keys(after.procedures)]);
  return [...paths].toSorted(byText).flatMap((procedure) => {
    const [was, is] = [before.procedures[procedure], after.procedures[procedure]];
    const changes =
      was && is ? compareProcedures({ before: was, after: is }, compareSchemas) : came(was, renamed.get(procedure));
    return changes.map((change) => ({ procedure, ...change }));
  });
}

const whole = changeAt("");
const kind = changeAt("/kind");

function came(gone: ProcedureContract | undefined, name: string | undefined): PartChange[] {
  if (!gone) return [whole.compatible("procedure-added", "A new procedure.")];
  if (name !== undefined)
    return [
      whole.breaking(
        "procedure-renamed",
        `Gone; ${name} is the same under another name. Keep the old name, deprecated, beside it.`,
      ),
    ];
  const note = gone.deprecated ? ` It was deprecated${until(gone.deprecated)}.` : " It was not even deprecated.";
  return [whole.breaking("procedure-removed", `Gone. Calls to it fail with 404.${note}`)];
}

function compareProcedures(
  pair: Pair<ProcedureContract>,
  compareSchemas: ComparePart<ProcedureContract>,
): PartChange[] {
  const { before, after } = pair;
  const of = <Key extends keyof ProcedureContract>(key: Key) => ({ before: before[key], after: after[key] });
  const access = compareAccess(of("access"));
  const kinds = `A ${after.kind} instead of a ${before.kind}. Clients call it in another way.`;
  return [
    ...(before.kind === after.kind ? [] : [kind.breaking("kind-changed", kinds)]),
    ...access,
    ...compareDeprecation(of("deprecated")),
    ...compareErrors(of("errors")),
    ...compareSchemas(pair),
    ...compareRest(of("rest")),
    ...(access.length > 0 ? [] : compareSecurity(of("rest"))),
  ];
}
