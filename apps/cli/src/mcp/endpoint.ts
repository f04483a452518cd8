import { ForeignAnswer, timeoutMs } from "../timed-fetch.ts";
import { type Message, parseMessage } from "./message.ts";

/** What the server has said to one message: with its HTTP status, and the messages of its body. */
export type Answer = { status: number; messages: Message[] };

/** Sends one message to a server's `/mcp`. @throws ForeignAnswer, or what fetch throws */
export type Endpoint = (
  message: string,
  options: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<Answer>;

export const createEndpoint =
  (url: string, fixed: Record<string, string>): Endpoint =>
  async (body, { headers, signal }) => {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        ...headers,
        ...fixed,
      },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      // A token should not follow whoever redirects.
      redirect: "manual",
    });
    const text = await response.text();
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
    const messages = (isStream ? eventsIn(text) : [text]).flatMap((part) => parseMessage(part) ?? []);
    if (messages.length === 0 && response.status !== 202) throw new ForeignAnswer(response);
    return { status: response.status, messages };
  };

/** The data of the events in a stream that has ended. */
const eventsIn = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((line) => (line.startsWith("data:") ? [line.slice("data:".length)] : []));
