import type { Target } from "./target.ts";

/** What sqlmap begins with; it is asked to change each value of query, path and body, and each `*` in a header. */
export type Operation = {
  /** As openapi.json writes it. */
  route: string;
  /** For the names in braces. */
  path: Record<string, string>;
  query?: string;
  body?: object;
  headers?: Record<string, string>;
  /** Cookie, User-Agent and Referer as well, at the highest level: where much of the request gets into SQL. */
  isDeep?: boolean;
  /** Its headers alone are changed. */
  isFixed?: boolean;
};

const password = "correct horse battery";
const token = "vt_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKY";
const passkey = {
  id: "d2FfdW5rbm93bg",
  rawId: "d2FfdW5rbm93bg",
  type: "public-key",
  clientExtensionResults: {},
  response: { clientDataJSON: "e30", authenticatorData: "e30", signature: "e30", attestationObject: "e30" },
};
const ifMatch = { "If-Match": '"1*"' };

/** One of each operation that takes anything, with rows that are there. */
export async function operationsOf({ call, admin }: Target): Promise<Operation[]> {
  const form = new FormData();
  form.set("file", new File(["words"], "words.txt", { type: "text/plain" }));
  const key = await call<{ id: string; key: string }>("POST /me/api-keys", {
    name: "Scan",
    scopes: ["post:read", "file:read"],
  });
  const hook = { url: "http://127.0.0.1:9/hook", description: "Rebuilds", events: ["post.published"] };
  const content = { title: "On engines", summary: "What it weaves.", body: "Patterns.", tags: ["history"] };
  const [{ id: user }, { id: post }, { id: binned }, { id: file }, { id: webhook }, { id: listener }] =
    await Promise.all([
      call("POST /users", { email: "subject@example.org", name: "Subject", username: "subject" }),
      call("POST /posts", { ...content, published: true }),
      call("POST /posts", { ...content, published: false }),
      call("POST /files", form),
      call("POST /webhooks", hook),
      call("POST /webhooks/listen", {}),
    ]);
  const { id: comment } = await call(`POST /posts/${post}/comments`, { body: "Well" });
  const { id: deliveryId } = await call(`POST /webhooks/${webhook}/test`);
  await call(`DELETE /posts/${binned}`);
  // A cursor that is none would answer before anything else is looked at.
  const page = async (path: string) => {
    const { nextCursor } = await call<{ nextCursor?: string }>(`GET ${path}?limit=1`);
    return `limit=1&direction=forward${nextCursor ? `&cursor=${nextCursor}` : ""}`;
  };
  const asKey = { Authorization: `Bearer ${key.key}*` };

  const of = (route: string, id?: string, rest: Omit<Operation, "route" | "path"> = {}): Operation => ({
    route,
    path: id === undefined ? {} : { id },
    ...rest,
  });
  return [
    of("GET /posts", undefined, {
      query: `limit=5&direction=forward&author=admin&tag=history&favoritedBy=wren&search=engine&published=true&deleted=false&createdAfter=2020-01-01T00:00:00Z&createdBefore=2030-01-01T00:00:00Z&sort=newest`,
      isDeep: true,
    }),
    of("GET /posts", undefined, { query: "limit=5&page=1&search=database&sort=relevance", headers: asKey }),
    of("GET /posts/{id}", post, { isDeep: true, headers: { "If-None-Match": '"1*"' } }),
    of("GET /users", undefined, { query: "limit=5&page=1&search=wren", isDeep: true }),
    of("GET /users/{id}", "wren"),
    of("GET /posts", undefined, { query: await page("/posts") }),
    of("GET /tags", undefined, { query: await page("/tags") }),
    of("GET /feed", undefined, { query: await page("/feed") }),
    of("GET /audit", undefined, {
      query: `limit=5&actor=${user}&impersonator=${user}&subject=${user}&action=session.created&outcome=success&from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z`,
      isDeep: true,
    }),
    of("GET /audit/verify", undefined, { query: "checkpoint=1" }),
    of("POST /auth/login", undefined, {
      body: { ...admin, mode: "bearer", remember: true },
      headers: { "X-Forwarded-For": "203.0.113.7*", "X-Request-Id": "one*" },
      isDeep: true,
    }),
    of("POST /auth/register", undefined, {
      body: { email: "ada@example.org", password, name: "Ada", username: "ada" },
    }),
    of("POST /auth/login/mfa", undefined, { body: { challenge: "mf_9hTb2", code: "492039" } }),
    of("POST /auth/passkeys/login", undefined, { body: { passkey } }),
    of("POST /auth/reauthenticate", undefined, { body: { password: "not the password" } }),
    of("POST /auth/verify-email", undefined, { body: { token } }),
    of("POST /auth/forgot-password", undefined, { body: { email: "subject@example.org" } }),
    of("POST /auth/reset-password", undefined, { body: { token, password } }),
    of("POST /auth/confirm-email", undefined, { body: { token } }),
    of("POST /auth/revert-email", undefined, { body: { token } }),
    of("POST /auth/keep-account", undefined, { body: { token } }),
    of("POST /auth/unlock", undefined, { body: { token } }),
    of("POST /auth/token", undefined, { body: { audience: "https://search.example.com", scopes: ["post:read"] } }),
    of("POST /auth/token/refresh", undefined, {
      body: { refreshToken: "rt_01890a5d-ac96-774b-bcce-b302099a8057.0.mhhxvyo0" },
    }),
    of("POST /auth/device", undefined, { body: { clientName: "tenon on ada-laptop" } }),
    of("POST /auth/device/claim", undefined, { body: { userCode: "BCDF-GHJK" } }),
    of("POST /auth/device/approve", undefined, { body: { userCode: "BCDF-GHJK", approve: true } }),
    of("POST /auth/device/token", undefined, { body: { deviceCode: "dc_yhd3vqbw5p2mzk" } }),
    {
      route: "GET /auth/oauth/{provider}",
      path: { provider: "github" },
      query: "returnTo=/settings&finish=server",
    },
    {
      route: "POST /auth/oauth/{provider}/callback",
      path: { provider: "github" },
      body: { state: "Xy3", code: "4/0AX4", iss: "https://accounts.google.com" },
    },
    { route: "GET /posts/{postId}/comments", path: { postId: post }, query: "limit=5&sort=newest" },
    {
      route: "POST /posts/{postId}/comments",
      path: { postId: post },
      body: { body: "Well said." },
    },
    of("PATCH /comments/{id}", comment, { body: { body: "Well said." } }),
    of("DELETE /comments/{id}", comment),
    of("GET /files", undefined, { query: "limit=5&kind=image" }),
    of("GET /files", undefined, { query: "limit=5", headers: asKey }),
    of("POST /files/uploads", undefined, {
      body: { name: "engine.png", size: 48_213, mime: "image/png", public: true },
    }),
    of("POST /files/{id}/complete", file),
    of("GET /files/{id}", file),
    of("GET /files/{id}/links", file),
    of("GET /files/{id}/content", file, { query: "token=x" }),
    of("GET /files/{id}/thumbnail", file, { query: "token=x" }),
    of("DELETE /files/{id}", file),
    of("GET /me/export/content", undefined, { headers: { Range: "bytes=0-1*" } }),
    of("GET /jobs", undefined, { query: "limit=5&name=mail.send&state=completed" }),
    of("POST /jobs/{id}/retry", user),
    of("POST /jobs/{id}/cancel", user),
    of("POST /jobs/redrive", undefined, { body: { name: "mail.send" } }),
    of("PATCH /me", undefined, { body: { bio: "Writes.", name: "Admin", image: "https://example.com/a.png" } }),
    of("POST /me/password", undefined, { body: { currentPassword: "not the password", newPassword: password } }),
    of("POST /me/email", undefined, { body: { email: "admin@example.org" } }),
    of("GET /me/activity", undefined, { query: "limit=5&from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z" }),
    of("DELETE /me/sessions/{id}", user),
    of("POST /me/api-keys", undefined, {
      body: { name: "Nightly", scopes: ["post:read"], allowedIps: ["203.0.113.0/24"] },
    }),
    of("POST /me/api-keys/{id}/rotate", user, { body: { overlapHours: 24 } }),
    of("DELETE /me/api-keys/{id}", user),
    of("POST /me/mfa/confirm", undefined, { body: { code: "492039" } }),
    of("POST /me/passkeys", undefined, { body: { name: "Phone", passkey } }),
    of("PATCH /me/passkeys/{id}", user, { body: { name: "Phone" } }),
    of("DELETE /me/passkeys/{id}", user),
    of("GET /me/notifications", undefined, { query: "limit=5&unread=true" }),
    of("POST /me/notifications/read", undefined, { body: { ids: [user] } }),
    of("POST /me/identities", undefined, { body: { provider: "github", returnTo: "/settings" } }),
    of("DELETE /me/identities/{id}", user),
    of("POST /posts", undefined, { body: { ...content, published: false }, isDeep: true }),
    // One body for all keys: another one would be refused before the key is looked up.
    of("POST /posts", undefined, { headers: { "Idempotency-Key": "one-post*" }, body: content, isFixed: true }),
    of("PATCH /posts/{id}", post, { body: content }),
    of("PATCH /posts/{id}", post, { body: content, headers: ifMatch, isFixed: true }),
    of("POST /posts/{id}/publish", post),
    of("POST /posts/{id}/unpublish", post),
    of("POST /posts/{id}/schedule", post, { body: { publishAt: "2027-01-01T08:00:00.000Z" } }),
    of("GET /posts/{id}/revisions", post, { query: await page(`/posts/${post}/revisions`) }),
    { route: "GET /posts/{id}/revisions/{number}", path: { id: post, number: "1" } },
    { route: "POST /posts/{id}/revisions/{number}/revert", path: { id: post, number: "1" } },
    of("PUT /posts/{id}/favorite", post),
    of("DELETE /posts/{id}/favorite", post),
    of("POST /posts/{id}/restore", binned),
    of("DELETE /posts/{id}", binned),
    of("POST /signing-keys/rotate", undefined, { body: { emergency: false } }),
    of("POST /users", undefined, { body: { email: "new@example.org", name: "New", username: "new", role: "user" } }),
    of("PATCH /users/{id}", user, { body: { name: "Subject", bio: "Somebody." } }),
    of("POST /users/invitations", undefined, { body: { email: "guest@example.org", name: "Guest", role: "user" } }),
    of("PUT /users/{id}/role", user, { body: { role: "user" } }),
    of("POST /users/{id}/disable", user),
    of("POST /users/{id}/enable", user),
    of("DELETE /users/{id}/sessions", user),
    of("POST /users/{id}/unlock", user),
    of("DELETE /users/{id}/mfa", user),
    of("PUT /users/{id}/mfa-required", user, { body: { required: false } }),
    of("POST /users/{id}/impersonate", user),
    of("PUT /users/{id}/follow", user),
    of("DELETE /users/{id}/follow", user),
    of("DELETE /users/{id}", user),
    of("GET /webhooks", undefined, { query: await page("/webhooks") }),
    of("POST /webhooks", undefined, { body: hook }),
    of("GET /webhooks/{id}", webhook),
    of("PATCH /webhooks/{id}", webhook, { body: { ...hook, active: true } }),
    of("POST /webhooks/{id}/rotate-secret", webhook, { body: { overlapHours: 24 } }),
    of("POST /webhooks/{id}/test", webhook),
    of("GET /webhooks/{id}/deliveries", webhook, { query: "limit=5&status=failed&type=webhook.test" }),
    { route: "GET /webhooks/{id}/deliveries/{deliveryId}", path: { id: webhook, deliveryId } },
    { route: "POST /webhooks/{id}/deliveries/{deliveryId}/redeliver", path: { id: webhook, deliveryId } },
    of("POST /webhooks/listen", undefined, { body: { events: ["post.published"], description: "Here" } }),
    of("POST /webhooks/{id}/pull", listener, { body: { waitSeconds: 0 } }),
    of("DELETE /webhooks/{id}", webhook),
  ];
}
