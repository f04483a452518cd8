import { z } from "zod";
import { line } from "./fields.ts";

/** The deepest row that page mode reaches; beyond it, follow the cursor. */
export const maxPagedRows = 10_000;

/** Inputs of every list: keyset pages of `limit` items. */
export const listFields = {
  limit: z.int().min(1).max(100).default(20).meta({ description: "Items per page." }),
  direction: z.literal("forward").optional().meta({ description: "TanStack Query's infinite lists send it." }),
  cursor: line(1000).min(1).optional().meta({ description: "`nextCursor` of the page before." }),
};

/** Inputs of the lists that can also count: `page` instead of `cursor`. */
export const pagedFields = {
  ...listFields,
  page: z.int().min(1).optional().meta({ description: "1-based; answers with totals. Not together with `cursor`." }),
};

type PageInput = { limit: number; cursor?: string | undefined; page?: number | undefined };

/** Rules between the fields of a paged list. */
export function checkPaging({ value, issues }: z.core.ParsePayload<PageInput>): void {
  if (value.page === undefined) return;
  const fault = (path: string, message: string) => issues.push({ code: "custom", path: [path], message, input: value });
  if (value.cursor !== undefined) fault("page", "use either page or cursor");
  if (value.page * value.limit > maxPagedRows) {
    fault("page", `pages end at row ${maxPagedRows}; follow nextCursor from there`);
  }
}

const nextCursor = z.string().nullable().meta({ description: "Where the next page begins; null on the last one." });

/** The output of a list. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor });

/** The output of a list that can count: the totals are there in page mode only. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor,
    page: z.int().optional(),
    totalPages: z.int().optional(),
    total: z.int().optional(),
  });
