// node --conditions=@tenon/source bench/http/profile/run.ts [part of a contender's name] [get|list]: where a server's time goes.
import { openSync } from "node:fs";
import { join } from "node:path";
import { startGenerator } from "../load/generator.ts";
import { moveTo } from "../measure/cores.ts";
import { productCells } from "../product/cells.ts";
import { compileNest } from "../product/compile-nest.ts";
import { startDatabase } from "../product/database.ts";
import { generatePrismaClient } from "../product/prisma-client.ts";
import { profileCell } from "./profile-cell.ts";

const [
  ,
  ,
  name = "Tenon, tRPC",
  scenario = "get",
  bundle = join(import.meta.dirname, "../../../apps/server/dist/main.js"),
] = process.argv;
moveTo("load");
generatePrismaClient();
await using database = await startDatabase();
await using generator = startGenerator();
const cells = await productCells({ database, bundle, nest: compileNest(), log: openSync("/dev/null", "w") });
for (const cell of cells.filter((each) => each.scenario === scenario && each.contender.includes(name)))
  await profileCell(cell, generator);
process.exit(0);
