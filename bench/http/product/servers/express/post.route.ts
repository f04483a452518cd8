// hagopj13/node-express-boilerplate, src/routes/v1/user.route.js, src/controllers and src/services.
import { Router } from "express";
import httpStatus from "http-status";
import { hidden, includeFor, isPublic, newestFirst, toView } from "../../post-query.ts";
import { auth, type Caller } from "./auth.ts";
import { catchAsync } from "./catch-async.ts";
import { ApiError } from "./errors.ts";
import { prisma } from "./prisma.ts";
import { getPost, getPosts, validate } from "./validate.ts";

const queryPosts = async ({ limit, page }: { limit: number; page: number }, viewer: string | undefined) => {
  const posts = await prisma.post.findMany({
    where: isPublic,
    include: includeFor(viewer),
    omit: { ...hidden, body: true },
    orderBy: newestFirst,
    skip: (page - 1) * limit,
    take: limit,
  });
  return posts.map(toView);
};

const getPostById = async (id: string, viewer: string | undefined) => {
  const post = await prisma.post.findUnique({ where: { id, ...isPublic }, include: includeFor(viewer), omit: hidden });
  return post && toView(post);
};

const listPosts = catchAsync(async (req, res) => {
  const { query } = res.locals as { query: { limit: number; page: number } };
  const results = await queryPosts(query, (req.user as Caller | undefined)?.id);
  res.send({ results, page: query.page, limit: query.limit });
});

const showPost = catchAsync(async (req, res) => {
  const { params } = res.locals as { params: { postId: string } };
  const post = await getPostById(params.postId, (req.user as Caller | undefined)?.id);
  if (!post) throw new ApiError(httpStatus.NOT_FOUND, "Post not found");
  res.send(post);
});

export const postRoutes = Router();
postRoutes.route("/public").get(validate(getPosts), listPosts);
postRoutes.route("/public/:postId").get(validate(getPost), showPost);
postRoutes.route("/").get(auth("getPosts"), validate(getPosts), listPosts);
postRoutes.route("/:postId").get(auth("getPosts"), validate(getPost), showPost);
