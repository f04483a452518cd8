import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { callbackify } from "node:util";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

/** What has arrived about each title: the different ids of messages, however often each came. */
export type Sink = AsyncDisposable & { port: number; idsOf: Map<string, Set<string>> };

const note = (idsOf: Sink["idsOf"], title: string, id: string) =>
  void idsOf.set(title, (idsOf.get(title) ?? new Set()).add(id));

/** An endpoint of webhooks about posts. */
export async function startWebhookSink(): Promise<Sink> {
  const idsOf: Sink["idsOf"] = new Map();
  const take = async (req: IncomingMessage, res: ServerResponse) => {
    const { data } = JSON.parse(await text(req)) as { data: { post: { title: string } } };
    note(idsOf, data.post.title, String(req.headers["webhook-id"]));
    res.writeHead(204).end();
  };
  const server = createServer((req, res) => void take(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    idsOf,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A mail server that looks for titles like `Post-17` in what it gets. */
export async function startMailSink(): Promise<Sink> {
  const idsOf: Sink["idsOf"] = new Map();
  const take = async (stream: Readable) => {
    const mail = await PostalMime.parse(await buffer(stream));
    for (const [title] of (mail.text ?? "").matchAll(/Post-\d+/g)) note(idsOf, title, mail.messageId ?? "");
  };
  const smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, _, callback) => callbackify(take)(stream, callback),
  });
  // A client that is killed breaks off.
  smtp.on("error", () => {});
  const listening = smtp.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    port: (listening.address() as AddressInfo).port,
    idsOf,
    [Symbol.asyncDispose]: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}
