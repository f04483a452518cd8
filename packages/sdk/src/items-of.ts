import { type Outcome, unwrap } from "./problem.ts";

/** What every list answers. */
export type ListPage<Item> = { items: Item[]; nextCursor: string | null };

/**
 * All items of a list, page after page: `itemsOf((cursor) => postsList({ client, query: { tag: "history", ...cursor } }))`.
 * @throws ProblemError when a page cannot be had
 */
export async function* itemsOf<Item>(
  list: (cursor: { cursor?: string }) => Promise<Outcome<ListPage<Item> | undefined>>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: ListPage<Item> = await unwrap(list(cursor === undefined ? {} : { cursor }));
    yield* page.items;
    cursor = page.nextCursor;
  }
}
