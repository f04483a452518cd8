import { PostEvent, PostEvents } from "@tenon/contract/events";
import {
  Post,
  PostChange,
  PostCreate,
  PostFeed,
  PostFeedPage,
  PostList,
  PostPage,
  PostRef,
  PostRevert,
  PostRevision,
  PostRevisionPage,
  PostRevisionRef,
  PostRevisions,
  PostSchedule,
  PostUpdate,
} from "@tenon/contract/posts";
import { readPost, readPosts } from "@tenon/core/cached-reads";
import {
  createPost,
  deletePost,
  favoritePost,
  feed,
  getRevision,
  listRevisions,
  postEvents,
  publishPost,
  restorePost,
  revertPost,
  schedulePost,
  unfavoritePost,
  unpublishPost,
  updatePost,
} from "@tenon/core/posts";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../examples.ts";
import { idempotency } from "../idempotency.ts";
import { permittedProcedure, viewerProcedure } from "../procedures.ts";
import { streamed } from "../streamed.ts";
import { gentleTool, tool } from "../tools.ts";

const changeErrors = ["FORBIDDEN", "POST_NOT_FOUND", "PRECONDITION_FAILED"];
const change = {
  errors: changeErrors,
  in: { ifMatch: "header:If-Match" },
  etag: { version: (post: Post) => post.version },
} as const;

export const posts = {
  list: rest(viewerProcedure.meta(tool).input(PostList).output(PostPage), "GET /posts", {
    summary: "List, filter or search posts",
    description:
      "Published posts, newest first, or best match first in a search. Signed in, also your own drafts and your bin.",
    examples: examples.listPosts,
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => readPosts(ctx, input)),

  feed: rest(permittedProcedure("post:read").meta(tool).input(PostFeed).output(PostFeedPage), "GET /feed", {
    summary: "The newest posts of the users that you follow",
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => feed(ctx, input)),

  events: rest(viewerProcedure.input(PostEvents), "GET /posts/events", {
    summary: "What happens to posts, as it happens",
    description:
      "Drafts are told about to their author and to editors. Come again with the last id: nothing is lost for a day.",
    event: PostEvent,
    errors: ["POST_NOT_FOUND", "TOO_MANY_STREAMS"],
  }).subscription(streamed(PostEvent, postEvents)),

  get: rest(viewerProcedure.meta(tool).input(PostRef).output(Post), "GET /posts/{id}", {
    summary: "Read a post",
    examples: examples.readPost,
    description: "By id or slug. Drafts are there for their author and for editors.",
    errors: ["POST_NOT_FOUND"],
    etag: change.etag,
  }).query(({ ctx, input }) => readPost(ctx, input)),

  create: rest(
    permittedProcedure("post:create").meta(tool).input(PostCreate).use(idempotency).output(Post),
    "POST /posts",
    {
      summary: "Write a post",
      examples: examples.createPost,
      description: "A draft unless it is `published` at once or has a `publishAt`.",
      status: 201,
      etag: change.etag,
      idempotency: "supported",
      errors: ["IDEMPOTENCY_IN_FLIGHT", "IDEMPOTENCY_MISMATCH"],
    },
  ).mutation(({ ctx, input }) => createPost(ctx, input)),

  update: rest(permittedProcedure("post:update").meta(tool).input(PostUpdate).output(Post), "PATCH /posts/{id}", {
    ...change,
    summary: "Change a post's content",
    description: "Only what is sent is changed; the content before becomes a revision.",
    examples: examples.changePost,
  }).mutation(({ ctx, input }) => updatePost(ctx, input)),

  delete: rest(permittedProcedure("post:delete").meta(tool).input(PostChange).output(z.void()), "DELETE /posts/{id}", {
    summary: "Move a post to the bin",
    description: "It can be restored for 30 days; then it is deleted for good.",
    errors: changeErrors,
    in: change.in,
  }).mutation(({ ctx, input }) => deletePost(ctx, input)),

  restore: rest(
    permittedProcedure("post:delete").meta(gentleTool).input(PostChange).output(Post),
    "POST /posts/{id}/restore",
    {
      ...change,
      summary: "Take a post out of the bin, within 30 days",
      errors: [...changeErrors, "POST_NOT_DELETED"],
    },
  ).mutation(({ ctx, input }) => restorePost(ctx, input)),

  publish: rest(
    permittedProcedure("post:update").meta(gentleTool).input(PostChange).output(Post),
    "POST /posts/{id}/publish",
    {
      ...change,
      summary: "Publish a post now",
      errors: [...changeErrors, "POST_ALREADY_PUBLISHED"],
    },
  ).mutation(({ ctx, input }) => publishPost(ctx, input)),

  unpublish: rest(
    permittedProcedure("post:update").meta(gentleTool).input(PostChange).output(Post),
    "POST /posts/{id}/unpublish",
    {
      ...change,
      summary: "Make a published or scheduled post a draft again",
      errors: [...changeErrors, "POST_NOT_PUBLISHED"],
    },
  ).mutation(({ ctx, input }) => unpublishPost(ctx, input)),

  schedule: rest(
    permittedProcedure("post:update").meta(gentleTool).input(PostSchedule).output(Post),
    "POST /posts/{id}/schedule",
    {
      ...change,
      summary: "Publish a post at an instant in the future",
      examples: examples.schedulePost,
      errors: [...changeErrors, "POST_ALREADY_PUBLISHED"],
    },
  ).mutation(({ ctx, input }) => schedulePost(ctx, input)),

  revisions: rest(
    permittedProcedure("post:update").meta(tool).input(PostRevisions).output(PostRevisionPage),
    "GET /posts/{id}/revisions",
    {
      summary: "List what a post said before, newest first",
      paginate: true,
      errors: ["FORBIDDEN", "POST_NOT_FOUND", "INVALID_CURSOR"],
    },
  ).query(({ ctx, input }) => listRevisions(ctx, input)),

  revision: rest(
    permittedProcedure("post:update").meta(tool).input(PostRevisionRef).output(PostRevision),
    "GET /posts/{id}/revisions/{number}",
    {
      summary: "What a post said in one revision",
      errors: ["FORBIDDEN", "POST_NOT_FOUND", "REVISION_NOT_FOUND"],
    },
  ).query(({ ctx, input }) => getRevision(ctx, input)),

  revert: rest(
    permittedProcedure("post:update").meta(tool).input(PostRevert).output(Post),
    "POST /posts/{id}/revisions/{number}/revert",
    {
      ...change,
      summary: "Bring back the content of a revision",
      errors: [...changeErrors, "REVISION_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => revertPost(ctx, input)),

  favorite: rest(
    permittedProcedure("post:favorite").meta(gentleTool).input(PostRef).output(Post),
    "PUT /posts/{id}/favorite",
    {
      summary: "Mark a post as a favorite",
      errors: ["POST_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => favoritePost(ctx, input)),

  unfavorite: rest(
    permittedProcedure("post:favorite").meta(gentleTool).input(PostRef).output(Post),
    "DELETE /posts/{id}/favorite",
    {
      summary: "Take a post off your favorites",
      errors: ["POST_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => unfavoritePost(ctx, input)),
} satisfies TRPCRouterRecord;
