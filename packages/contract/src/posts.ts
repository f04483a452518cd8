import { z } from "zod";
import { Id, IdOrName, Instant, line, text } from "./fields.ts";
import { checkPaging, listFields, listOf, pagedFields, pageOf } from "./lists.ts";
import { User } from "./users.ts";

export const PostStatus = z.enum(["draft", "scheduled", "published"]).meta({ id: "PostStatus" });
export type PostStatus = z.output<typeof PostStatus>;

export const TagName = line(40)
  .normalize("NFC")
  .toLowerCase()
  .min(1)
  .regex(/^[^,#/]*$/, "must not contain , # or /")
  .meta({ description: "Lower case.", examples: ["typescript"] });

export const Post = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    body: z.string().meta({ description: "Markdown without HTML." }),
    tags: z.array(z.string()),
    status: PostStatus,
    published: z.boolean(),
    publishAt: z.date().nullable().meta({ description: "When a scheduled post goes out." }),
    publishedAt: z.date().nullable(),
    createdAt: z.date(),
    updatedAt: z.date(),
    deletedAt: z.date().nullable().meta({ description: "In the bin since; restorable for 30 days." }),
    version: z.int().meta({ description: "Rises with each change; send it back as `ifMatch` to update safely." }),
    author: User,
    favorited: z.boolean().meta({ description: "Whether the caller has favorited the post." }),
    favoritesCount: z.int(),
    commentsCount: z.int(),
  })
  .meta({ id: "Post" });
export type Post = z.output<typeof Post>;

export const PostSummary = Post.omit({ body: true }).meta({
  id: "PostSummary",
  description: "A post without its body.",
});
export type PostSummary = z.output<typeof PostSummary>;

const ref = IdOrName.meta({ description: "An id or a slug." });
const content = {
  title: line(200).min(1),
  summary: line(500),
  body: text(100_000).meta({ description: "Markdown; HTML and script links are refused." }),
  tags: z
    .array(TagName)
    .max(10)
    .transform((tags) => [...new Set(tags)])
    .pipe(z.array(z.string())),
};
const ifMatch = z
  .int()
  .min(1)
  .optional()
  .meta({ description: "The version that you have read; a newer one is a 412." });
const publishAt = Instant.meta({ description: "An instant in the future." });

export const PostRef = z.strictObject({ id: ref });
export type PostRef = z.output<typeof PostRef>;

export const PostCreate = z
  .strictObject({
    title: content.title,
    body: content.body,
    summary: content.summary.default(""),
    tags: content.tags.prefault([]),
    published: z.boolean().default(false),
    publishAt: publishAt.optional(),
  })
  .refine((input) => !(input.published && input.publishAt), {
    path: ["publishAt"],
    message: "a post is published now or later, not both",
  });
export type PostCreate = z.output<typeof PostCreate>;

export const PostUpdate = z.strictObject({ id: ref, ifMatch, ...z.object(content).partial().shape });
export type PostUpdate = z.output<typeof PostUpdate>;

export const PostChange = z.strictObject({ id: ref, ifMatch });
export type PostChange = z.output<typeof PostChange>;

export const PostSchedule = z.strictObject({ id: ref, ifMatch, publishAt });
export type PostSchedule = z.output<typeof PostSchedule>;

export const PostSort = z.enum(["newest", "oldest", "popular", "relevance"]);
export type PostSort = z.output<typeof PostSort>;

export const PostList = z
  .strictObject({
    ...pagedFields,
    author: IdOrName.optional().meta({ description: "An id or a username." }),
    tag: TagName.optional(),
    favoritedBy: IdOrName.optional().meta({ description: "An id or a username." }),
    search: line(200).min(1).optional().meta({ description: 'Words; "a phrase", or, and -not work as in web search.' }),
    published: z.boolean().default(true).meta({ description: "false: drafts and scheduled posts that you may read." }),
    deleted: z.boolean().default(false).meta({ description: "true: posts in the bin that you may restore." }),
    createdAfter: Instant.optional(),
    createdBefore: Instant.optional(),
    sort: PostSort.optional().meta({ description: "By default `relevance` in a search, else `newest`." }),
  })
  .check(checkPaging)
  .refine((input) => input.sort !== "relevance" || input.search !== undefined, {
    path: ["sort"],
    message: "relevance needs a search",
  })
  .prefault({});
export type PostList = z.output<typeof PostList>;
export const PostPage = pageOf(PostSummary);
export type PostPage = z.output<typeof PostPage>;

export const PostFeed = z.strictObject(listFields).prefault({});
export type PostFeed = z.output<typeof PostFeed>;
export const PostFeedPage = listOf(PostSummary);
export type PostFeedPage = z.output<typeof PostFeedPage>;

export const PostRevision = z
  .object({
    number: z.int().meta({ description: "The post's version that this content came with." }),
    title: z.string(),
    summary: z.string(),
    body: z.string(),
    tags: z.array(z.string()),
    createdAt: z.date(),
    editor: z.object({ id: Id, username: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: "PostRevision" });
export type PostRevision = z.output<typeof PostRevision>;

export const PostRevisionSummary = PostRevision.omit({ body: true }).meta({
  id: "PostRevisionSummary",
  description: "A revision without its body.",
});
export type PostRevisionSummary = z.output<typeof PostRevisionSummary>;

export const PostRevisionRef = z.strictObject({ id: ref, number: z.int().min(1).max(2_147_483_647) });
export type PostRevisionRef = z.output<typeof PostRevisionRef>;

export const PostRevisions = z.strictObject({ id: ref, ...listFields });
export type PostRevisions = z.output<typeof PostRevisions>;
export const PostRevisionPage = listOf(PostRevisionSummary);
export type PostRevisionPage = z.output<typeof PostRevisionPage>;

export const PostRevert = PostRevisionRef.extend({ ifMatch });
export type PostRevert = z.output<typeof PostRevert>;
