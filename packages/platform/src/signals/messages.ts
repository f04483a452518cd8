import type { SignalTopic } from "@tenon/core/signals";

/** PostgreSQL refuses payloads of 8000 bytes. */
const maxBytes = 7900;

/** What one node tells the others; without keys, that anything of the topic may have changed. */
export type SignalMessage = { node: string; topic: SignalTopic; keys: readonly string[] | undefined };

/** As few texts as carry it, each short enough for NOTIFY. */
export function writeMessages({ node, topic, keys }: SignalMessage): string[] {
  const anything = JSON.stringify([node, topic]);
  if (!keys) return [anything];
  const parts = keys.map((key) => JSON.stringify(key));
  const room = maxBytes - Buffer.byteLength(anything);
  if (parts.some((part) => Buffer.byteLength(part) + 1 > room)) return [anything];

  const messages: string[] = [];
  let text = anything.slice(0, -1);
  let left = room;
  for (const part of parts) {
    const size = Buffer.byteLength(part) + 1;
    if (size > left) {
      messages.push(`${text}]`);
      text = anything.slice(0, -1);
      left = room;
    }
    text += `,${part}`;
    left -= size;
  }
  return [...messages, `${text}]`];
}

/** What another node wrote; undefined for what no node of ours writes. */
export function readMessage(text: string): SignalMessage | undefined {
  try {
    const parts: unknown = JSON.parse(text);
    if (!Array.isArray(parts) || parts.length < 2 || !parts.every((part) => typeof part === "string")) return undefined;
    const [node, topic, ...keys] = parts as [string, SignalTopic, ...string[]];
    return { node, topic, keys: keys.length > 0 ? keys : undefined };
  } catch {
    return undefined;
  }
}
