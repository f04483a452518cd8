import { text } from "node:stream/consumers";
import { reasonOf, type TenonClient } from "@tenon/client";
import { type Command, InvalidArgumentError } from "commander";
import { Failure } from "../failure.ts";
import type { Io } from "../io.ts";
import { inSession, type Session } from "../session.ts";
import { printableJson } from "../terminal/printable.ts";

type Procedure = { query(input: unknown): Promise<unknown>; mutate(input: unknown): Promise<unknown> };

/** Names of procedures that only read. Of others a call is tried as a change first, which keeps its input out of addresses. */
const readingNames = new Set(
  "activity count deliveries delivery feed find get info latestExport links list notifications queues revision revisions search usage verify".split(
    " ",
  ),
);

const reads = (path: string): boolean => readingNames.has(path.slice(path.lastIndexOf(".") + 1));

export function addCall(program: Command, io: Io): void {
  program
    .command("call")
    .description("Call any procedure, and print its output as JSON")
    .argument("<procedure>", "its path, as in posts.publish", pathOf)
    .argument("[input]", "its input as JSON; - is stdin")
    .addHelpText(
      "after",
      `
An instant is written {"$date": "2027-01-02T03:04:05Z"}, for JSON has no word for it.

Examples:
  $ tenon call posts.publish '{"id": "on-engines"}'
  $ tenon call posts.schedule '{"id": "on-engines", "publishAt": {"$date": "2027-01-02T03:04:05Z"}}'
  $ tenon call system.info`,
    )
    .action(inSession(io, callProcedure));
}

async function callProcedure({ connect, io, show }: Session, _: unknown, [path = "", given]: string[]): Promise<void> {
  const input = given === undefined ? undefined : inputOf(given === "-" ? await text(io.stdin) : given);
  const procedure = procedureOf(connect(), path);
  // Which of the two it is, the server knows: what is called the wrong way does not run.
  const [first, second] = reads(path) ? (["query", "mutate"] as const) : (["mutate", "query"] as const);
  const output = await procedure[first](input).catch((error: unknown) => {
    if (reasonOf(error) === "METHOD_NOT_ALLOWED") return procedure[second](input);
    if (reasonOf(error) === "NOT_FOUND") throw new Failure("refused", `The server has no procedure ${path}.`);
    throw error;
  });
  if (output !== undefined) show(output, printableJson);
}

function pathOf(path: string): string {
  if (!/^[a-z]\w*(\.[a-z]\w*)+$/i.test(path)) throw new InvalidArgumentError("It must be a path like posts.publish.");
  return path;
}

const procedureOf = (client: TenonClient, path: string): Procedure =>
  path.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], client) as Procedure;

function inputOf(json: string): unknown {
  try {
    return JSON.parse(json, (_, value: unknown) => dateOf(value) ?? value);
  } catch (cause) {
    throw new Failure("usage", "The input is not JSON.", { details: [(cause as Error).message], cause });
  }
}

function dateOf(value: unknown): Date | undefined {
  if (typeof value !== "object" || value === null || !("$date" in value)) return undefined;
  const date = new Date(String(value.$date));
  if (Number.isNaN(date.getTime())) throw new RangeError(`${String(value.$date)} is not an instant`);
  return date;
}
