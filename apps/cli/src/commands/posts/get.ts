import type { RouterOutputs } from "@tenon/client";
import type { Command } from "commander";
import type { Io } from "../../io.ts";
import { inSession, type Session } from "../../session.ts";
import { printable, printableLines } from "../../terminal/printable.ts";
import { when } from "../../terminal/when.ts";

type Post = RouterOutputs["posts"]["get"];

export function addGet(posts: Command, io: Io): void {
  posts
    .command("get")
    .description("Read a post; its text is Markdown")
    .argument("<post>", "its slug or id")
    .action(inSession(io, getPost));
}

async function getPost(session: Session, _options: object, [id = ""]: string[]): Promise<void> {
  const post = await session.connect().posts.get.query({ id });
  session.show(post, () => render(post, session));
}

function render(post: Post, { style, io }: Session): string {
  const facts = [
    `by ${post.author.username}`,
    post.publishedAt ? when(post.publishedAt, io.now()) : post.status,
    ...(post.tags.length > 0 ? [post.tags.join(" ")] : []),
    `likes: ${post.favoritesCount}`,
    `comments: ${post.commentsCount}`,
  ];
  const parts = [
    `${style("bold", printable(post.title))}\n${style("dim", printable(facts.join(" · ")))}`,
    printableLines(post.summary),
    printableLines(post.body).trimEnd(),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}
