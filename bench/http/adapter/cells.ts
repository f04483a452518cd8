import type { Cell } from "../measure/cell.ts";
import { checkServer } from "./check.ts";
import { contenders } from "./contenders.ts";
import { example, scenarios } from "./scenarios.ts";

/** Every contender in every scenario that it knows. */
export const adapterCells = (): Cell[] =>
  scenarios.flatMap((scenario) =>
    contenders.flatMap((contender): Cell[] => {
      const { name, file, wire, isConstant, isFast } = contender;
      const request = wire.request(scenario, example(scenario).input);
      if (!request || (isConstant && !["small", "single"].includes(scenario.name))) return [];
      if (isFast && !scenario.superjson) return [];
      return [
        {
          contender: name,
          scenario: scenario.name,
          launch: {
            args: [
              "--conditions=@tenon/source",
              `${import.meta.dirname}/servers/${file}`,
              "{port}",
              scenario.name,
              isFast ? "fast" : "",
            ],
          },
          requests: [request],
          status: wire.status(scenario),
          check: (origin) => checkServer(origin, contender, scenario),
        },
      ];
    }),
  );
