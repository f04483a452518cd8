// `npm run example`: registers somebody, writes a post and reads it back, with inferred types and no generated code.
import { randomUUID } from "node:crypto";
import { createClient, reasonOf } from "@tenon/client";

const url = process.env["TENON_URL"] ?? "http://localhost:3000";
const client = createClient({ url });

const { token, user } = await client.auth.register.mutate({
  email: `${randomUUID()}@example.org`,
  name: "Grace Hopper",
  password: "correct horse battery",
  mode: "bearer",
});
const you = createClient({ url, token });

const post = await you.posts.create.mutate({ title: "Hello", body: "My *first* post.", published: true });
console.log(`${user?.name} wrote ${post.slug} in ${post.createdAt.getFullYear()}`); // a Date, not a string

await client.posts.get.query({ id: "no-such-post" }).catch((error: unknown) => {
  if (reasonOf(error) === "POST_NOT_FOUND") console.log("and no-such-post is not there");
});
