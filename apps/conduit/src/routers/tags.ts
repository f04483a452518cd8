import { listTags } from "@tenon/core/tags";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { publicProcedure } from "../procedures.ts";
import { TagsResponse, toTagsResponse } from "../schemas/tags.ts";

/** The contract has no pages: the thousand most used. */
const limit = 1000;

export const tags = {
  list: rest(publicProcedure.output(TagsResponse), "GET /tags", {
    operationId: "GetTags",
    summary: "Get tags",
    description: "Get tags. Auth not required",
    tags: ["Tags"],
  }).query(({ ctx }) => listTags(ctx, { limit }).then(toTagsResponse)),
} satisfies TRPCRouterRecord;
