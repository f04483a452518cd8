import type { Cell } from "../measure/cell.ts";
import { checkServer } from "./check.ts";
import { contenders } from "./contenders.ts";
import { example, scenarios } from "./scenarios.ts";

/** Every contender in every scenario that it knows. */
export const adapterCells = (): Cell[] =>
  scenarios.flatMap((scenario) =>
    contenders.flatMap((contender): Cell[] => {
      const { name, file, wire, isConstant } = contender;
      const request = wire.request(scenario, example(scenario).input);
      // The floor writes one answer: the one that a route of a REST framework gives to `single`.
      if (!request || (isConstant && scenario.name !== "single")) return [];
      return [
        {
          contender: name,
          scenario: scenario.name,
          launch: {
            args: ["--conditions=@tenon/source", `${import.meta.dirname}/servers/${file}`, "{port}", scenario.name],
          },
          requests: [request],
          status: wire.status(scenario),
          check: (origin) => checkServer(origin, contender, scenario),
        },
      ];
    }),
  );
