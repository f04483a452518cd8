import type { TagList, TagPage } from "@tenon/contract/tags";
import type { Ctx } from "./ctx.ts";
import { listPage } from "./paging.ts";

/** The tags of published posts, most used first. */
export async function listTags(ctx: Ctx, input: TagList): Promise<TagPage> {
  return listPage(ctx, input, {
    scope: "tags",
    keyOf: (tag) => [tag.postsCount, tag.name],
    rows: ({ after, limit }) => {
      const count = Number(after?.[0]);
      const rest = { OR: [{ postsCount: { lt: count } }, { name: { lt: String(after?.[1]) } }] };
      return ctx.db.tag.findMany({
        where: after ? { postsCount: { gt: 0, lte: count }, ...rest } : { postsCount: { gt: 0 } },
        orderBy: [{ postsCount: "desc" }, { name: "desc" }],
        take: limit,
      });
    },
  });
}
