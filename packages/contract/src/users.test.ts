import { expect, test } from "vitest";
import { Login, Register } from "./auth.ts";
import { CommentCreate, CommentList } from "./comments.ts";
import { SystemInfo } from "./system.ts";
import { TagList } from "./tags.ts";
import { Me, MeUpdate, User, UserAccount, UserCreate, UserList, UserUpdate } from "./users.ts";

const id = "0198d1e2-7c3b-7a44-8f00-000000000001";
const row = {
  id,
  username: "ada",
  name: "Ada",
  bio: "",
  image: null,
  createdAt: new Date(),
  following: false,
  email: "ada@example.com",
  role: "admin",
  status: "active",
  passwordHash: "$argon2id$…",
};

test("the public shape of a user drops everything private", () => {
  expect(Object.keys(User.parse(row))).toEqual(["id", "username", "name", "bio", "image", "createdAt", "following"]);
  expect(UserAccount.parse(row)).toMatchObject({ email: "ada@example.com", role: "admin", status: "active" });
  expect(UserAccount.parse(row)).not.toHaveProperty("passwordHash");
});

test("one's own account shows one's own rights", () => {
  const notifications = { follower: "mail", comment: "app", post: "off" };
  const mfa = { mfaEnabled: true, mfaMethods: ["code"], mfaRequired: false };
  const me = {
    ...row,
    ...mfa,
    emailVerified: false,
    permissions: ["post:create"],
    impersonatedBy: null,
    notifications,
  };

  expect(Me.parse(me)).toMatchObject({ role: "admin", permissions: ["post:create"] });
  expect(Me.parse(me)).not.toHaveProperty("following");
});

test.for(["role", "status", "email", "emailVerified", "passwordHash", "id"])(
  "a profile change cannot set %s",
  (field) => {
    expect(MeUpdate.safeParse({ [field]: id }).success).toBe(false);
  },
);

test.for(["role", "status", "emailVerified", "id"])("a registration cannot set %s", (field) => {
  const input = { email: "ada@example.com", password: "correct horse battery", name: "Ada" };

  expect(Register.parse(input)).toEqual({ ...input, mode: "cookie" });
  expect(Register.safeParse({ ...input, [field]: "admin" }).success).toBe(false);
});

test("an image can be taken away, a name cannot", () => {
  expect(UserUpdate.parse({ id, image: null })).toEqual({ id, image: null });
  expect(UserUpdate.safeParse({ id, name: null }).success).toBe(false);
  expect(MeUpdate.safeParse({ name: " " }).success).toBe(false);
});

test.for([
  ["a registration", Register, { email: "ada@example.com", password: "correct horse battery" }],
  ["a new account", UserCreate, { email: "ada@example.com" }],
  ["one's own account", MeUpdate, {}],
  ["another's account", UserUpdate, { id }],
] as const)("%s has a name that is read as it is written", ([, schema, rest]) => {
  const refused = schema.safeParse({ ...rest, name: "Ada\u202etoor" });

  expect(refused.error?.issues).toMatchObject([{ path: ["name"] }]);
  expect(schema.safeParse({ ...rest, name: "Ada" }).success).toBe(true);
});

test("a password is bounded, never changed", () => {
  const login = (password: string) => Login.safeParse({ email: "ada@example.com", password });

  expect(login(" ﬃ ").data?.password).toBe(" ﬃ ");
  expect(login("").success).toBe(false);
  expect(login("x".repeat(1025)).success).toBe(false);
});

test("every list can be asked for without input, except where a post must be named", () => {
  expect(UserList.parse(undefined)).toEqual({ limit: 20 });
  expect(TagList.parse(undefined)).toEqual({ limit: 20 });
  expect(CommentList.parse({ postId: "hello" })).toEqual({ postId: "hello", limit: 20, sort: "oldest" });
  expect(CommentList.safeParse({}).success).toBe(false);
});

test("a comment is trimmed and says something", () => {
  expect(CommentCreate.parse({ postId: "hello", body: "  a\n\n  b \n" }).body).toBe("a\n\n  b");
  expect(CommentCreate.safeParse({ postId: "hello", body: " \n " }).success).toBe(false);
  expect(CommentCreate.safeParse({ postId: "hello", body: "x".repeat(10_001) }).success).toBe(false);
});

test("a new account is a user's unless told otherwise", () => {
  expect(UserCreate.parse({ email: "ada@example.com", name: "Ada" }).role).toBe("user");
});

test("the system's info is what it says", () => {
  const limits = { maxBodyBytes: 1, maxBatchSize: 1 };

  expect(SystemInfo.parse({ name: "Tenon", version: "1", time: new Date(), limits }).limits).toEqual(limits);
});
