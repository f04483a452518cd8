import type { Role } from "@tenon/contract/permissions";
import { PostList } from "@tenon/contract/posts";
import { UserList } from "@tenon/contract/users";
import { createDb, type Db } from "@tenon/db";
import { beforeAll, describe, expect, test } from "vitest";
import { fillDatabase, idOf } from "../bulk.fixture.ts";
import { listComments } from "../comments.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { feed, listPosts, listRevisions } from "../posts.ts";
import { startStatementTap, type Statement, type StatementTap } from "../statements.fixture.ts";
import { listTags } from "../tags.ts";
import { testActor, testWorld, type TestWorld } from "../testing.ts";
import { listUsers } from "../users.ts";

type Read = (cursor: string | undefined) => Promise<{ nextCursor: string | null }>;
type Plan = { "Node Type": string; "Relation Name"?: string; "Plan Rows": number; Plans?: Plan[] };

describe("at a hundred thousand posts no list reads a whole table:", () => {
  let world: TestWorld;
  let tap: StatementTap;
  let tapped: Db;
  let big: Set<string>;

  beforeAll(async () => {
    world = await testWorld({ statementTimeoutMs: 60_000 });
    await fillDatabase(world.db);
    const tables = await world.db.$queryRaw<{ relname: string }[]>`
      SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > 10000 AND relnamespace = 'public'::regnamespace`;
    big = new Set(tables.map(({ relname }) => relname));
    tap = await startStatementTap(world.url);
    tapped = createDb({ url: tap.url, poolSize: 1 });
    return async () => {
      await tapped.$disconnect();
      await tap[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    };
  }, 60_000);

  const anybody = (): Ctx => ({ ...world.anonymous, db: tapped });
  const user = (number = 0, role: Role = "user"): UserCtx => {
    return { ...anybody(), actor: testActor({ id: idOf("user", number), username: `user-${number}` }, role) };
  };
  const posts =
    (input: Partial<PostList>, ctx: () => Ctx = user): Read =>
    (cursor) =>
      listPosts(ctx(), PostList.parse({ ...input, cursor }));
  const users =
    (input: Partial<UserList>): Read =>
    (cursor) =>
      listUsers(user(), UserList.parse({ ...input, cursor }));
  const editor = () => user(1, "editor");

  /** The statements of the first page, and of the one after it. */
  async function statementsOf(read: Read, isPaged: boolean): Promise<Statement[]> {
    tap.take();
    const { nextCursor } = await read(undefined);
    if (nextCursor && !isPaged) await read(nextCursor);
    return tap.take();
  }

  async function nodesOf({ sql, values }: Statement): Promise<Plan[]> {
    const rows = await world.db.$queryRawUnsafe<{ "QUERY PLAN": [{ Plan: Plan }] }[]>(
      `EXPLAIN (FORMAT JSON) ${sql}`,
      ...values,
    );
    const all = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)];
    return all(rows[0]!["QUERY PLAN"][0].Plan);
  }

  test("the big tables are those that grow", () => {
    expect([...big].toSorted()).toEqual(["comments", "favorites", "follows", "post_revisions", "posts", "users"]);
  });

  test.for<[name: string, read: Read, sorted?: number]>([
    ["posts, newest", posts({})],
    ["posts, for anybody", posts({}, () => anybody())],
    ["posts, oldest", posts({ sort: "oldest" })],
    ["posts, popular", posts({ sort: "popular" })],
    ["posts of an author", posts({ author: "user-0" })],
    ["posts of an author, popular", posts({ author: idOf("user", 199), sort: "popular" })],
    ["posts of somebody who writes nothing, popular", posts({ author: "user-9999", sort: "popular" })],
    ["posts with a common tag", posts({ tag: "tag-0" })],
    ["posts with a common tag, popular", posts({ tag: "tag-0", sort: "popular" })],
    ["posts with a rare tag", posts({ tag: "tag-999" }), 200],
    ["posts with no such tag", posts({ tag: "none", sort: "popular" }), 200],
    ["posts with a tag of an author", posts({ tag: "tag-9", author: "user-3" }), 1000],
    ["posts that somebody favors", posts({ favoritedBy: "user-0" }), 2000],
    ["posts of a day", posts({ createdAfter: new Date("2026-01-05"), createdBefore: new Date("2026-01-06") }), 2000],
    ["a search", posts({ search: "word77 word5" }), 2000],
    ["a search, newest", posts({ search: "word400", sort: "newest" }), 2000],
    ["a search for a common word, newest", posts({ search: "common", sort: "newest" })],
    ["one's own drafts", posts({ published: false }), 3000],
    ["one's own bin", posts({ deleted: true }), 1000],
    ["everybody's drafts", posts({ published: false }, editor), 15_000],
    ["everybody's bin", posts({ deleted: true }, editor), 3000],
    ["the feed", (cursor) => feed(user(), { limit: 20, cursor }), 1000],
    ["the feed of somebody who follows nobody", (cursor) => feed(user(9999), { limit: 20, cursor }), 1000],
    ["page 5", posts({ page: 5 })],
    ["page 2 of an author", posts({ author: "user-0", page: 2 })],
    ["page 2 of a tag", posts({ tag: "tag-50", page: 2 }), 2000],
    ["page 2 of a search", posts({ search: "word77", page: 2 }), 2000],
    ["users", users({})],
    ["users, page 3", users({ page: 3 })],
    ["a search for a user", users({ search: "user-1199" }), 1000],
    ["a search for a user, page 1", users({ search: "name29", page: 1 }), 1000],
    ["comments", (cursor) => listComments(user(), { postId: idOf("post", 1), limit: 20, sort: "oldest", cursor })],
    ["comments, newest", (cursor) => listComments(user(), { postId: "post-1", limit: 20, sort: "newest", cursor })],
    ["tags", (cursor) => listTags(user(), { limit: 20, cursor })],
    ["revisions", (cursor) => listRevisions(editor(), { id: idOf("post", 1), limit: 20, cursor })],
  ])("%s", async ([name, read, sorted = 0]) => {
    const statements = await statementsOf(read, /page \d/.test(name));

    const nodes = (await Promise.all(statements.map(nodesOf))).flat();

    const scanned = nodes
      .filter((node) => node["Node Type"].endsWith("Seq Scan"))
      .map((node) => node["Relation Name"]!);
    expect(statements.length).toBeGreaterThan(0);
    expect(scanned.filter((table) => big.has(table))).toEqual([]);
    const sorts = nodes
      .filter((node) => node["Node Type"] === "Sort")
      .map((node) => node.Plans?.[0]?.["Plan Rows"] ?? 0);
    expect(Math.max(0, ...sorts)).toBeLessThanOrEqual(sorted);
  });
});
