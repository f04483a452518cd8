/** Calls as the OpenAPI document shows them, in JSON. A test holds them to the schemas. */
const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const instant = "2026-11-02T09:30:00.000Z";

const user = {
  id,
  username: "ada",
  name: "Ada Lovelace",
  bio: "Writes about engines.",
  image: null,
  createdAt: "2026-01-05T08:00:00.000Z",
};

const me = {
  ...user,
  email: "ada@example.com",
  emailVerified: false,
  role: "user",
  permissions: [],
  mfaEnabled: false,
  mfaMethods: [],
  mfaRequired: false,
  impersonatedBy: null,
  notifications: { follower: "mail", comment: "mail", post: "app" },
};

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
const signedIn = { user: me, token: "yhd3vqbw5p2mzk…", expiresAt: "2026-11-09T09:30:00.000Z" };
const recoveryCodes = ["A-7KQ2M-9X4TD-HH3PR", "B-0VX8C-TQ2ZN-4MWGE", "…"];
const mailed = { verify: "vt_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…", reset: "pr_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…" };
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

const session = {
  id: "01890a5d-ac96-774b-bcce-b302099a8062",
  kind: "cookie",
  current: true,
  secondFactor: false,
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: "2026-11-09T09:30:00.000Z",
  ip: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};

const apiKey = {
  id: "01890a5d-ac96-774b-bcce-b302099a8063",
  name: "Nightly export",
  start: "ak_live_7k3v",
  scopes: ["post:read", "file:read"],
  allowedIps: ["203.0.113.0/24"],
  createdAt: instant,
  expiresAt: "2027-01-31T09:30:00.000Z",
  lastUsedAt: null,
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

const auditEvent = {
  id: "01890a5d-ac96-774b-bcce-b302099a8062",
  seq: 1815,
  at: instant,
  action: "account.role-changed",
  outcome: "success",
  actor: { id: "01890a5d-ac96-774b-bcce-b302099a8063", username: "root" },
  impersonator: null,
  subject: { id, username: user.username },
  target: null,
  ip: "192.0.2.1",
  userAgent: "curl/8.5.0",
  requestId: "req-5f2b8c1e",
  sessionId: "01890a5d-ac96-774b-bcce-b302099a8064",
  meta: { from: "user", to: "editor" },
};

const dataExport = {
  id: "01890a5d-ac96-774b-bcce-b302099a8065",
  status: "running",
  size: null,
  sha256: null,
  url: null,
  createdAt: instant,
  readyAt: null,
  expiresAt: "2026-11-09T09:30:00.000Z",
};

export const examples = {
  listAudit: { page: { response: { items: [auditEvent], nextCursor: null } } },
  verifyAudit: {
    intact: { summary: "Nothing found", response: { rows: 1815, seq: 1815, faults: [], nextCursor: null } },
    tampered: {
      summary: "A row was removed",
      response: {
        rows: 1814,
        seq: 1815,
        faults: [{ kind: "missing", seq: 1790, until: 1790, id: null }],
        nextCursor: null,
      },
    },
  },
  listActivity: {
    page: {
      response: {
        items: [
          {
            id: auditEvent.id,
            at: instant,
            action: "session.started",
            outcome: "success",
            by: "nobody",
            ip: auditEvent.ip,
            userAgent: auditEvent.userAgent,
            sessionId: null,
          },
        ],
        nextCursor: null,
      },
    },
  },
  exportMe: { running: { response: dataExport } },
  latestExport: {
    ready: {
      response: {
        ...dataExport,
        status: "ready",
        size: 48_213,
        sha256: file.sha256,
        url: "https://api.example.com/api/v1/me/export/content",
        readyAt: instant,
      },
    },
  },
  register: {
    cookie: {
      summary: "With a session cookie",
      request: { email: me.email, password: "correct horse battery", name: user.name },
      response: { ...signedIn, token: null },
    },
    bearer: {
      summary: "With a token to send",
      request: { email: me.email, password: "correct horse battery", name: user.name, mode: "bearer" },
      response: signedIn,
    },
  },
  login: {
    cookie: {
      summary: "With a session cookie",
      request: { email: me.email, password: "correct horse battery" },
      response: { ...signedIn, token: null },
    },
    bearer: {
      summary: "With a token to send",
      request: { email: me.email, password: "correct horse battery", mode: "bearer" },
      response: signedIn,
    },
  },
  loginMfa: {
    app: {
      summary: "With a code of the app",
      request: { challenge: "mf_9hTb2…", code: "492039", mode: "bearer" },
      response: signedIn,
    },
    recovery: {
      summary: "With a recovery code",
      request: { challenge: "mf_9hTb2…", recoveryCode: recoveryCodes[0] },
      response: { ...signedIn, token: null },
    },
  },
  passkeyOptions: {
    challenge: {
      response: { challenge: "d2FfTXl0…", timeout: 300_000, rpId: "app.example.com", userVerification: "required" },
    },
  },
  reauthenticate: {
    password: { summary: "With the password", request: { password: "correct horse battery" }, response: signedIn },
    app: { summary: "With a code of the app", request: { code: "492039" }, response: signedIn },
  },
  readMfa: { both: { response: { methods: ["code", "recoveryCode"], required: false, recoveryCodesLeft: 10 } } },
  startMfa: {
    app: {
      response: {
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        uri: "otpauth://totp/Tenon:ada%40example.com?issuer=Tenon&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30",
      },
    },
  },
  confirmMfa: {
    first: { request: { code: "492039" }, response: { token: null, expiresAt: signedIn.expiresAt, recoveryCodes } },
  },
  recoveryCodes: { codes: { response: { recoveryCodes } } },
  listPasskeys: {
    one: {
      response: {
        items: [
          {
            id: "01890a5d-ac96-774b-bcce-b302099a8062",
            name: "Ada's phone",
            backedUp: true,
            transports: ["internal", "hybrid"],
            createdAt: instant,
            lastUsedAt: null,
          },
        ],
      },
    },
  },
  mailedToken: { token: { request: { token: mailed.verify } } },
  forgotPassword: { address: { request: { email: me.email } } },
  resetPassword: { password: { request: { token: mailed.reset, password: "correct horse battery" } } },
  changePassword: {
    password: {
      request: { currentPassword: "correct horse battery", newPassword: "another long password" },
      response: { ...signedIn, token: null },
    },
  },
  changeEmail: { address: { request: { email: "ada@example.org" } } },
  unlock: { link: { request: { token: "ul_yhd3vqbw5p2mzk…" } } },
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
  listSessions: { mine: { response: { items: [session] } } },
  listApiKeys: { mine: { response: { items: [apiKey] } } },
  createApiKey: {
    reading: {
      summary: "For reading, from one network, for 90 days",
      request: { name: apiKey.name, scopes: apiKey.scopes, allowedIps: apiKey.allowedIps },
      response: { ...apiKey, secret: "ak_live_7k3v…" },
    },
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
