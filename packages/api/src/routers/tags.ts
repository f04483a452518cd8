import { TagList, TagPage } from "@tenon/contract/tags";
import { readTags } from "@tenon/core/cached-reads";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { examples } from "../examples.ts";
import { publicProcedure } from "../procedures.ts";
import { tool } from "../tools.ts";

export const tags = {
  list: rest(publicProcedure.meta(tool).input(TagList).output(TagPage), "GET /tags", {
    summary: "List the tags of published posts, most used first",
    examples: examples.listTags,
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => readTags(ctx, input)),
} satisfies TRPCRouterRecord;
