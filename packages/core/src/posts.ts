export { deletePost, purgeBin, restorePost } from "./posts/bin.ts";
export { postEvents } from "./posts/events.ts";
export { favoritePost, unfavoritePost } from "./posts/favorite.ts";
export { feed, sliceFeed } from "./posts/feed.ts";
export { listPosts, type PostSlice, slicePosts } from "./posts/list.ts";
export { publishDuePosts } from "./posts/due.ts";
export { publishPost, schedulePost, unpublishPost } from "./posts/publish.ts";
export { getPost, getPublicPost, getRevision, listRevisions } from "./posts/read.ts";
export { createPost, revertPost, updatePost } from "./posts/write.ts";
