export { deletePost, purgeBin, restorePost } from "./posts/bin.ts";
export { favoritePost, unfavoritePost } from "./posts/favorite.ts";
export { feed } from "./posts/feed.ts";
export { listPosts } from "./posts/list.ts";
export { publishDuePosts, publishPost, schedulePost, unpublishPost } from "./posts/publish.ts";
export { getPost, getRevision, listRevisions } from "./posts/read.ts";
export { createPost, revertPost, updatePost } from "./posts/write.ts";
