import { z } from "zod";
import { Comment } from "./comments.ts";
import { Id } from "./fields.ts";
import { Post } from "./posts.ts";
import { User } from "./users.ts";

/** Nobody looks at a message: what a caller has favorited or follows is left out. */
const author = User.omit({ following: true });

const postData = z.object({
  id: Id,
  slug: z.string(),
  version: z.int(),
  authorId: Id,
  post: Post.omit({ favorited: true }).extend({ author }).nullable(),
});

const commentData = z.object({
  id: Id,
  postId: Id,
  authorId: Id,
  comment: Comment.extend({ author }).nullable(),
});

const userData = z.object({ id: Id, username: z.string(), user: author.nullable() });

/**
 * What a message holds: who and which, and the thing itself as everybody may read it by then; null when nobody can any more, or
 * when it is too large to be sent.
 */
export const webhookData = { post: postData, comment: commentData, user: userData };
