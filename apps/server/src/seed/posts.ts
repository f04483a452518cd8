import { booksPosts } from "./posts-books.ts";
import { codePosts } from "./posts-code.ts";
import { cookingPosts } from "./posts-cooking.ts";
import { databasesPosts } from "./posts-databases.ts";
import { historyPosts } from "./posts-history.ts";
import { outdoorsPosts } from "./posts-outdoors.ts";
import { writingPosts } from "./posts-writing.ts";
import type { SeedPost } from "./types.ts";

const topics = [writingPosts, databasesPosts, outdoorsPosts, codePosts, cookingPosts, booksPosts, historyPosts];

/** Every topic is spread over the whole, so that each page of a list is a mixture. */
export const posts: SeedPost[] = topics
  .flatMap((topic) => topic.map((post, index) => ({ post, place: (index + 0.5) / topic.length })))
  .toSorted((a, b) => a.place - b.place)
  .map(({ post }) => post);
