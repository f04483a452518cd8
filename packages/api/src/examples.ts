import { instant, me, user } from "./examples/account.ts";
import { auditExamples } from "./examples/audit.ts";
import { credentialExamples } from "./examples/credentials.ts";
import { identityExamples } from "./examples/identities.ts";
import { tokenExamples } from "./examples/tokens.ts";

const post = {
  id: "01890a5d-ac96-774b-bcce-b302099a8058",
  slug: "on-the-analytical-engine",
  title: "On the Analytical Engine",
  summary: "What it weaves.",
  body: "It weaves *algebraical patterns*.",
  tags: ["history", "engines"],
  status: "published",
  published: true,
  publishAt: null,
  publishedAt: instant,
  createdAt: instant,
  updatedAt: instant,
  deletedAt: null,
  version: 1,
  author: { ...user, following: false },
  favorited: false,
  favoritesCount: 0,
  commentsCount: 0,
};

const { body: _, ...postSummary } = post;
const comment = {
  id: "01890a5d-ac96-774b-bcce-b302099a8059",
  postId: post.id,
  body: "Well said.",
  createdAt: instant,
  updatedAt: instant,
  author: { ...user, following: false },
};

const notification = {
  id: "01890a5d-ac96-774b-bcce-b302099a805a",
  type: "comment",
  actor: { ...user, following: false },
  post: { id: post.id, slug: post.slug, title: post.title },
  comment: { id: comment.id, excerpt: comment.body },
  readAt: null,
  createdAt: instant,
};

const webhook = {
  id: "01890a5d-ac96-774b-bcce-b302099a8060",
  kind: "push",
  url: "https://hooks.example.com/tenon",
  description: "Rebuilds the site.",
  events: ["post.*"],
  active: true,
  disabledAt: null,
  disabledReason: null,
  failingSince: null,
  previousSecretExpiresAt: null,
  createdAt: instant,
  updatedAt: instant,
};

const file = {
  id: "01890a5d-ac96-774b-bcce-b302099a8061",
  name: "engine.png",
  mime: "image/png",
  kind: "image",
  size: 48_213,
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  status: "ready",
  public: true,
  width: 1200,
  height: 800,
  url: "https://api.example.com/api/v1/files/01890a5d-ac96-774b-bcce-b302099a8061/content",
  thumbnailUrl: "https://api.example.com/api/v1/files/01890a5d-ac96-774b-bcce-b302099a8061/thumbnail",
  createdAt: instant,
  expiresAt: null,
};

/** Calls as the OpenAPI document shows them, in JSON. A test holds them to the schemas. */
export const examples = {
  ...credentialExamples,
  ...auditExamples,
  ...tokenExamples,
  ...identityExamples,
  me: { account: { response: me } },
  changeMe: {
    bio: { request: { bio: user.bio }, response: me },
    notifications: {
      summary: "No mail about followers",
      request: { notifications: { follower: "app" } },
      response: { ...me, notifications: { ...me.notifications, follower: "app" } },
    },
  },
  listNotifications: { page: { response: { items: [notification], nextCursor: null, unreadCount: 1 } } },
  readNotifications: {
    some: { summary: "Some", request: { ids: [notification.id] }, response: { unreadCount: 0 } },
    all: { summary: "All up to then", request: { upTo: instant }, response: { unreadCount: 0 } },
  },
  listPosts: { page: { response: { items: [postSummary], nextCursor: "WyIyMDI2LTEx…" } } },
  readPost: { post: { response: post } },
  createPost: {
    published: {
      summary: "Published at once",
      request: { title: post.title, summary: post.summary, body: post.body, tags: post.tags, published: true },
      response: post,
    },
    draft: {
      summary: "A draft",
      request: { title: post.title, body: post.body },
      response: { ...post, summary: "", tags: [], status: "draft", published: false, publishedAt: null },
    },
  },
  changePost: {
    summary: {
      request: { summary: "What it weaves, and how." },
      response: { ...post, summary: "What it weaves, and how.", version: 2 },
    },
  },
  schedulePost: {
    later: {
      request: { publishAt: "2027-01-01T08:00:00.000Z" },
      response: {
        ...post,
        status: "scheduled",
        published: false,
        publishedAt: null,
        publishAt: "2027-01-01T08:00:00.000Z",
      },
    },
  },
  createComment: { comment: { request: { body: comment.body }, response: comment } },
  listComments: { page: { response: { items: [comment], nextCursor: null } } },
  createWebhook: {
    posts: {
      request: { url: webhook.url, description: webhook.description, events: webhook.events },
      response: { ...webhook, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…" },
    },
  },
  listFiles: { page: { response: { items: [file], nextCursor: null } } },
  readFile: { image: { response: file } },
  fileUsage: { mine: { response: { usedBytes: 48_213, quotaBytes: 5_000_000_000, files: 1 } } },
  createUpload: {
    image: {
      request: { name: file.name, size: file.size, mime: file.mime, public: true },
      response: {
        id: file.id,
        method: "PUT",
        url: `https://api.example.com/files/u/${file.id}.mhhxvyo0.kJ9…`,
        headers: { "content-type": file.mime },
        expiresAt: "2026-11-02T10:30:00.000Z",
      },
    },
  },
  listTags: { page: { response: { items: [{ name: "history", postsCount: 12 }], nextCursor: null } } },
};
