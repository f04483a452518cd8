import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { reasonOf } from "@tenon/client";
import { type Command, InvalidArgumentError, Option } from "commander";
import { explain } from "../../explain.ts";
import { Failure } from "../../failure.ts";
import type { Io } from "../../io.ts";
import { collect } from "../../options.ts";
import { inSession, type Session } from "../../session.ts";
import { printable } from "../../terminal/printable.ts";

type CreateOptions = {
  title: string;
  body?: string;
  file?: string;
  summary?: string;
  tag?: string[];
  publish?: boolean;
  idempotencyKey?: string;
};

export function addCreate(posts: Command, io: Io): void {
  posts
    .command("create")
    .description("Write a post: a draft, unless --publish is given")
    .requiredOption("--title <title>", "one line")
    .option("--body <markdown>", "the text")
    .addOption(new Option("--file <path>", "the text, from a UTF-8 file; - is stdin").conflicts("body"))
    .option("--summary <text>", "one line")
    .option("--tag <tag>", "may be given several times", collect)
    .option("--publish", "publish it at once")
    .addOption(idempotencyKey())
    .addHelpText("after", "\nExample:\n  $ fortune | tenon posts create --title Today --file - --tag fun --publish")
    .action(inSession(io, createPost));
}

const idempotencyKey = () =>
  new Option("--idempotency-key <key>", "of a try that may have failed: the same post is not written twice").argParser(
    (key) => {
      if (!/^[\x21-\x7e]{1,255}$/.test(key))
        throw new InvalidArgumentError("It must be 1 to 255 visible ASCII characters.");
      return key;
    },
  );

async function createPost(session: Session, options: CreateOptions): Promise<void> {
  const { title, summary, tag: tags, publish: published, idempotencyKey: key = randomUUID() } = options;
  const body = await bodyOf(options, session.io);
  const client = session.connect({ headers: { "idempotency-key": key } });
  try {
    const post = await client.posts.create.mutate({ title, body, summary, tags, published });
    session.show(post, ({ slug, status }) => `${printable(slug)}  (${status})\n${postUrl(session, slug)}`);
  } catch (error) {
    throw reasonOf(error) === undefined ? maybeWritten(explain(error, session.target), key) : error;
  }
}

async function bodyOf({ body, file }: CreateOptions, { stdin }: Io): Promise<string> {
  if (body !== undefined) return body;
  if (file === undefined) throw new Failure("usage", "The post has no text: give --body, or --file (- is stdin).");
  if (file === "-") return text(stdin);
  return readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new Failure("usage", `${file} cannot be read: ${cause.code ?? cause.message}.`, { cause });
  });
}

/** Where the REST API has the post. */
const postUrl = ({ target }: Session, slug: string) => `${target.url}/api/v1/posts/${encodeURIComponent(slug)}`;

/** Without an answer nobody knows whether the post is there; the same key makes it safe to try again. */
const maybeWritten = ({ kind, message, details, cause }: Failure, key: string): Failure =>
  new Failure(kind, message, {
    details: [...details, `To try again without a second post: --idempotency-key ${key}`],
    cause,
  });
