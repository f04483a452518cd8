import fc from "fast-check";
import { password } from "../test-app.ts";
import { refTo, type RefKind } from "./refs.ts";
import type { Arbitrary } from "./values.ts";

const year = 31_557_600_000;
/** What the mail to somebody who has deleted their account holds, in the seeded world. */
export const keepToken = "ka_the-account-that-is-to-be-kept";
/** The service that access tokens are for. */
export const audience = "https://search.example.com";

const kinds: Record<string, RefKind> = {
  users: "user",
  posts: "post",
  comments: "comment",
  files: "file",
  jobs: "job",
  webhooks: "webhook",
  "me.sessions": "session",
  "me.apiKeys": "apiKey",
};

const thing = (kind: RefKind) =>
  fc.oneof({ arbitrary: refTo(kind), weight: 8 }, { arbitrary: refTo("fresh"), weight: 2 }, refTo("user"), fc.uuid());
const small = fc.integer({ min: 1, max: 4 });
const few = <T>(...values: [T, ...T[]]) => fc.constantFrom<unknown>(...values);

/** What an input key holds when it is to mean something in the seeded world; by key, whichever procedure it is in. */
const hints: Record<string, (router: string) => Arbitrary> = {
  id: (router) => thing(kinds[router] ?? "fresh"),
  ids: () => fc.array(thing("notification"), { minLength: 1, maxLength: 3 }),
  deliveryId: () => thing("delivery"),
  url: () => few("https://93.184.215.14/hook", "https://93.184.215.14/hook", "http://127.0.0.1/hook"),
  // Both sides would wait for nothing.
  waitSeconds: () => few(0),
  scopes: () => few(["post:read"], ["post:read", "post:update"], ["user:delete"]),
  audience: () => few(audience, audience, "https://mail.example.com"),
  allowedIps: () => few([], ["203.0.113.0/24", "2001:db8::1"]),
  postId: () => thing("post"),
  author: () => thing("user"),
  favoritedBy: () => thing("user"),
  cursor: () => refTo("cursor"),
  ifMatch: () => small,
  number: () => small,
  page: () => small,
  email: () =>
    fc.oneof(
      few("ada@example.org", "BOB@example.org", "gone@example.org"),
      fc.nat(20).map((number) => `new${number}@example.org`),
    ),
  password: () =>
    fc.oneof({ arbitrary: few(password), weight: 6 }, few("password1234", "short", "wrong but long enough")),
  currentPassword: () => few(password, password, "wrong but long enough"),
  newPassword: () => few("another long password", "short"),
  username: () =>
    fc.oneof(
      few("ada", "bob"),
      fc.nat(20).map((number) => `somebody-${number}`),
    ),
  token: () => few(keepToken, keepToken, "ka_another"),
  name: () => few("Ada Lovelace", "Bob", "漢字", "me"),
  title: () => few("On engines", "On engines", "A second title", "Ünïcödé 🎉"),
  tag: () => few("history", "engines", "Ünïcödé"),
  tags: () => fc.array(fc.constantFrom("history", "Engines", "ünïcödé", "x"), { maxLength: 4 }),
  search: () => few("engines", "ada", '"second title" -x', "or"),
  image: () => few("https://example.com/a.png", null),
  publishAt: () => fc.integer({ min: 150, max: 200 }).map((years) => new Date(years * year)),
};

/** Something that means something for this key of this procedure; undefined where the schema alone has to do. */
export const hintFor = (path: string, key: string): Arbitrary | undefined =>
  hints[key]?.(path.split(".").slice(0, -1).join("."));
