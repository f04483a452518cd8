// node --conditions=@tenon/source bench/http/profile/rest.ts [contender's name] [get|view|list|create]: where a server's time goes.
import { startGenerator } from "../load/generator.ts";
import { moveTo } from "../measure/cores.ts";
import { restCells } from "../rest/cells.ts";
import { profileCell } from "./profile-cell.ts";

const [, , name = "@tenon/openapi", scenario = "get"] = process.argv;

moveTo("load");
await using generator = startGenerator();
for (const cell of restCells().filter((each) => each.scenario === scenario && each.contender === name))
  await profileCell(cell, generator);
process.exit(0);
