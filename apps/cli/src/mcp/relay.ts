import type { Readable } from "node:stream";
import type { Answer, Endpoint } from "./endpoint.ts";
import { protocolHeaders } from "./headers.ts";
import { errorReply, type Message, parseMessage } from "./message.ts";

type Ends = {
  /** Messages of the client, one on each line. */
  input: Readable;
  send: Endpoint;
  /** Writes one line. */
  write: (line: string) => void;
  /** Puts into words why there is no answer; null where the client has asked for none. */
  explain: (error: unknown) => string;
  /** Told of an answer that the user should hear of. */
  onStatus: (status: number) => void;
};

/** Carries each message to the server and its answer back, many at a time; ends when the input has, and all is answered. */
export async function relay(ends: Ends): Promise<void> {
  const waiting = new Set<Promise<void>>();
  const calls = new Map<Message["id"], AbortController>();
  let version: string | undefined;

  const answer = async (line: string, message: Message): Promise<void> => {
    const { id, method } = message;
    const call = new AbortController();
    if (id !== undefined) calls.set(id, call);
    try {
      const options = { headers: protocolHeaders(message, version), signal: call.signal };
      const { status, messages } = await ends.send(line, options);
      ends.onStatus(status);
      const replies = repliesTo(id, messages);
      if (method === "initialize") version = versionIn(replies) ?? version;
      for (const reply of replies) ends.write(JSON.stringify(reply));
    } catch (error) {
      // Whoever has cancelled a request wants no answer to it.
      if (call.signal.aborted) return;
      const text = ends.explain(error);
      if (id !== undefined) ends.write(JSON.stringify(errorReply(id, { code: -32_000, message: text })));
    } finally {
      calls.delete(id);
    }
  };

  for await (const line of linesOf(ends.input)) {
    if (line.trim() === "") continue;
    const message = parseMessage(line);
    if (!message) {
      ends.write(JSON.stringify(errorReply(null, { code: -32_700, message: "This is no JSON-RPC message" })));
    } else if (message.method === "notifications/cancelled") {
      // Over HTTP a request is cancelled by leaving it.
      calls.get(message.params?.["requestId"] as Message["id"])?.abort();
    } else {
      const done: Promise<void> = answer(line, message).finally(() => waiting.delete(done));
      waiting.add(done);
    }
  }
  await Promise.all(waiting);
}

/** By line feeds alone: readline also ends lines at characters that JSON may hold as they are. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of input.setEncoding("utf8")) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}

/** A request's answers under its own id, which the server leaves out where it did not get so far as to read it. */
function repliesTo(id: Message["id"], messages: Answer["messages"]): Message[] {
  if (id === undefined) return [];
  return messages.map((message) => (message.method === undefined ? { ...message, id } : message));
}

function versionIn([reply]: Message[]): string | undefined {
  const version = reply?.result?.protocolVersion;
  return typeof version === "string" && /^[\w.-]+$/.test(version) ? version : undefined;
}
