import { inBatches } from "@tenon/db";
import type { Ctx } from "../ctx.ts";
import { labelBytes, VaultError } from "../vault.ts";
import { type SealedColumn, sealedColumns, sqlOf } from "./sealed-columns.ts";

type Reseal = Pick<Ctx, "db" | "vault" | "log">;
type Sealed = { sealed: Uint8Array<ArrayBuffer>; purpose: string };

/** Seals with the newest key what an earlier one has sealed; returns how many secrets. What no key opens is left as it is. */
export async function resealAll(ctx: Reseal): Promise<number> {
  let total = 0;
  for (const column of sealedColumns) total += await resealColumn(ctx, column);
  return total;
}

async function resealColumn(ctx: Reseal, place: SealedColumn): Promise<number> {
  const { table, column, purpose } = sqlOf(place);
  const [{ bytes: newest }] = ctx.vault.labels;
  let [resealed, unopened, after] = [0, 0, new Uint8Array()];
  await inBatches(async (limit) => {
    const rows = await ctx.db.$queryRaw<Sealed[]>`
      SELECT ${column} AS sealed, ${purpose} AS purpose FROM ${table}
      WHERE substring(${column} FROM 1 FOR ${labelBytes}) <> ${newest} AND ${column} > ${after}
      ORDER BY ${column} LIMIT ${limit}`;
    for (const row of rows) {
      const { sealed } = row;
      after = sealed;
      const next = reopened(ctx, row);
      if (next === undefined) unopened += 1;
      // By its value: a secret that was changed meanwhile is new already.
      else resealed += await ctx.db.$executeRaw`UPDATE ${table} SET ${column} = ${next} WHERE ${column} = ${sealed}`;
    }
    return rows.length;
  });
  if (unopened > 0) ctx.log.warn({ table: place.table, rows: unopened }, "no key of ours opens what was sealed here");
  return resealed;
}

function reopened({ vault }: Reseal, { purpose, sealed }: Sealed): Uint8Array<ArrayBuffer> | undefined {
  try {
    return vault.seal(purpose, vault.open(purpose, sealed));
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
