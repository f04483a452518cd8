import { CommentCreate } from "@tenon/contract/comments";
import type { NumberedComment } from "@tenon/core/comments";
import { z } from "zod";
import { slug } from "./articles.ts";
import { filled } from "./filled.ts";
import { Profile, toProfile } from "./profiles.ts";

export const NewCommentRequest = z.object({
  slug,
  comment: z.object({ body: filled.pipe(CommentCreate.shape.body) }),
});

export const CommentRef = z.object({ slug, id: z.int() });

export const Comment = z
  .object({ id: z.int(), createdAt: z.date(), updatedAt: z.date(), body: z.string(), author: Profile })
  .meta({ id: "Comment" });

export const CommentResponse = z.object({ comment: Comment });
export const CommentsResponse = z.object({ comments: z.array(Comment) });

const toComment = ({ number, createdAt, updatedAt, body, author }: NumberedComment): z.input<typeof Comment> => ({
  id: number,
  createdAt,
  updatedAt,
  body,
  author: toProfile(author),
});

export const toCommentResponse = (comment: NumberedComment): z.input<typeof CommentResponse> => ({
  comment: toComment(comment),
});

export const toCommentsResponse = ({ items }: { items: NumberedComment[] }): z.input<typeof CommentsResponse> => ({
  comments: items.map(toComment),
});
