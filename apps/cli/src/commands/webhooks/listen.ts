import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf, type RouterInputs, wireErrorOf } from "@tenon/client";
import { type Command, InvalidArgumentError } from "commander";
import type { Io } from "../../io.ts";
import { collect } from "../../options.ts";
import { inSession, type Session } from "../../session.ts";
import { printable } from "../../terminal/printable.ts";
import { unanswered } from "../../unanswered.ts";
import { forward, type Message, type Result } from "./forward.ts";

type Input = Exclude<RouterInputs["webhooks"]["listen"], void | undefined>;
type ListenOptions = { forward?: string; events?: NonNullable<Input["events"]> };

const waitSeconds = 20;
const retryMs = 2000;

export function addListen(webhooks: Command, io: Io): void {
  webhooks
    .command("listen")
    .description("Show the webhooks of this server as they happen, and send them on to a program on this machine")
    .option("--forward <url>", "where to send them, with the headers and bytes that a receiver gets", address)
    .option(
      "--events <type>",
      "what to be told about, as post.published or post.*; may be given several times",
      collect,
    )
    .addHelpText(
      "after",
      `
With --json it prints a line for the endpoint and its secret, then one for each message.

Example:
  $ tenon webhooks listen --forward http://localhost:4000/hook --events 'post.*'`,
    )
    .action(inSession(io, listen));
}

function address(value: string): string {
  if (!/^https?:$/.test(URL.parse(value)?.protocol ?? ""))
    throw new InvalidArgumentError("It must be an http address.");
  return value;
}

async function listen(session: Session, { forward: url, events = [] }: ListenOptions): Promise<void> {
  const { connect, note, io, showNext } = session;
  const { id, secret } = await connect().webhooks.listen.mutate({ events });
  io.atInterrupt(() => connect().webhooks.delete.mutate({ id }));
  // A machine verifies messages with it, and reads nothing but stdout.
  showNext({ endpoint: { id, secret } });
  note(`Listening${url === undefined ? "" : `, and sending on to ${printable(url)}`}. Ctrl-C ends.`);
  note(`The secret that signs: ${printable(secret)}\n`);
  let results: Result[] = [];
  for (;;) {
    const messages = await pull(session, { id, results, waitSeconds });
    results = [];
    for (const message of messages) {
      const result = url === undefined ? shown(message) : await forward(message, url);
      tell(session, message, url === undefined ? undefined : result);
      results.push(result);
    }
  }
}

/** Waits for messages, through restarts of the server too. */
async function pull(session: Session, input: RouterInputs["webhooks"]["pull"]): Promise<Message[]> {
  for (;;) {
    try {
      // A connection of its own for each, as each has its own time to answer.
      return (await session.connect().webhooks.pull.mutate(input)).messages;
    } catch (error) {
      const wire = wireErrorOf(error);
      const isPassing =
        wire === undefined || ["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"].includes(String(reasonOf(error)));
      if (!isPassing) throw error;
      const waitMs = wire?.retryAfter === undefined ? retryMs : wire.retryAfter * 1000;
      const why = wire ? wire.message : unanswered(error, session.target.url).message;
      session.note(`${printable(why)} Trying again in ${Math.ceil(waitMs / 1000)} s.`);
      await sleep(waitMs);
    }
  }
}

const shown = ({ id }: Message): Result => ({ id, durationMs: 0, status: null, error: null });

function tell({ showNext, style }: Session, message: Message, result: Result | undefined): void {
  showNext({ ...message, ...(result && { answer: { status: result.status, error: result.error } }) }, () => {
    const head = `${style("bold", printable(message.type))}  ${style("dim", printable(message.id))}`;
    if (!result) return `${head}\n${printable(message.body)}`;
    return `${head}  ${result.status ?? printable(result.error ?? "")}  ${result.durationMs} ms`;
  });
}
