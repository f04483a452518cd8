import type { Cell } from "../measure/cell.ts";
import { checkServer } from "./check.ts";
import { contenders } from "./contenders.ts";
import { example, scenarios } from "./scenarios.ts";

/** Every contender in every scenario. */
export const restCells = (): Cell[] =>
  scenarios.flatMap((scenario) =>
    contenders
      .filter(({ only }) => only === undefined || only === scenario.name)
      .map((contender) => ({
        contender: contender.name,
        scenario: scenario.name,
        launch: {
          args: [
            "--conditions=@tenon/source",
            `${import.meta.dirname}/servers/${contender.file}`,
            "{port}",
            scenario.name,
            contender.variant ?? "",
          ],
        },
        requests: [contender.wire.request(scenario, example(scenario).input)],
        status: scenario.name === "create" ? (contender.created ?? 201) : 200,
        check: (origin) => checkServer(origin, contender, scenario),
      })),
  );
