import type { RouterInputs, RouterOutputs } from "@tenon/client";
import { type Command, Option } from "commander";
import type { Io } from "../../io.ts";
import { pageHint } from "../../next-page.ts";
import { type CursorOptions, cursorOptions, pageOption } from "../../options.ts";
import { inSession, type Session } from "../../session.ts";
import { type Column, table } from "../../terminal/table.ts";
import { when } from "../../terminal/when.ts";

type Input = Exclude<RouterInputs["posts"]["list"], void | undefined>;
type Sort = NonNullable<Input["sort"]>;
type Post = RouterOutputs["posts"]["list"]["items"][number];
type ListOptions = CursorOptions & {
  page?: number;
  author?: string;
  tag?: string;
  search?: string;
  drafts?: boolean;
  sort?: Sort;
};

const sorts = ["newest", "oldest", "popular", "relevance"] as const satisfies Sort[];

export function addList(posts: Command, io: Io): void {
  const list = posts.command("list").description("List, filter or search posts");
  for (const option of [...cursorOptions(), pageOption()]) list.addOption(option);
  list
    .option("--author <name>", "by this username or id")
    .option("--tag <tag>", "with this tag")
    .option("--search <words>", 'words; "a phrase", or, and -not work as in web search')
    .option("--drafts", "drafts and scheduled posts that you may read, in the place of published ones")
    .addOption(new Option("--sort <order>", "relevance in a search, else newest, by default").choices(sorts))
    .action(inSession(io, listPosts));
}

async function listPosts(session: Session, { drafts = false, ...filter }: ListOptions): Promise<void> {
  const { connect, show, note, style, width, io } = session;
  const page = await connect().posts.list.query({ ...filter, published: !drafts });
  const columns = drafts ? draftColumns(io.now()) : publishedColumns(io.now());
  const header = (line: string) => style("bold", line);
  show(page, ({ items }) => (items.length === 0 ? "No posts." : table(items, columns, { width, header })));
  const hint = pageHint(page);
  if (hint) note(`\n${hint}`);
}

// The slug stands whole as long as it can: `posts get` wants it.
const title: Column<Post> = { header: "TITLE", cell: (post) => post.title, min: 16 };
const slug: Column<Post> = { header: "SLUG", cell: (post) => post.slug, min: 16 };
const author: Column<Post> = { header: "AUTHOR", cell: (post) => post.author.username };
const tags: Column<Post> = { header: "TAGS", cell: (post) => post.tags.join(" "), isOptional: true };

const publishedColumns = (now: Date): Column<Post>[] => [
  { header: "PUBLISHED", cell: ({ publishedAt }) => (publishedAt ? when(publishedAt, now) : "") },
  author,
  title,
  slug,
  { header: "LIKES", cell: ({ favoritesCount }) => String(favoritesCount), align: "right", isOptional: true },
  tags,
];

const draftColumns = (now: Date): Column<Post>[] => [
  { header: "CHANGED", cell: ({ updatedAt }) => when(updatedAt, now) },
  { header: "STATUS", cell: ({ status, publishAt }) => (publishAt ? `goes out ${when(publishAt, now)}` : status) },
  author,
  title,
  slug,
  tags,
];
