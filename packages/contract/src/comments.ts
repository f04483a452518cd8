import { z } from "zod";
import { Id, IdOrName, text } from "./fields.ts";
import { listFields, listOf } from "./lists.ts";
import { User } from "./users.ts";

export const Comment = z
  .object({
    id: Id,
    postId: Id,
    body: z.string(),
    createdAt: z.date(),
    updatedAt: z.date(),
    author: User,
  })
  .meta({ id: "Comment" });
export type Comment = z.output<typeof Comment>;

const postId = IdOrName.meta({ description: "The post's id or slug." });
const body = text(10_000)
  .trim()
  .min(1)
  .meta({ description: "Markdown; HTML and script links are refused.", examples: ["Well said."] });

export const CommentList = z.strictObject({
  postId,
  ...listFields,
  sort: z.enum(["oldest", "newest"]).default("oldest"),
});
export type CommentList = z.output<typeof CommentList>;
export const CommentPage = listOf(Comment);
export type CommentPage = z.output<typeof CommentPage>;

export const CommentCreate = z.strictObject({ postId, body });
export type CommentCreate = z.output<typeof CommentCreate>;

export const CommentUpdate = z.strictObject({ id: Id, body });
export type CommentUpdate = z.output<typeof CommentUpdate>;

export const CommentId = z.strictObject({ id: Id });
export type CommentId = z.output<typeof CommentId>;
