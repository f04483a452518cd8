import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Sink as MailSink } from "@tenon/platform/testing/smtp-sink";
import PostalMime from "postal-mime";

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

/** The different ids of mails about each title like `Post-17`. */
export async function idsOfMails({ arrived }: Pick<MailSink, "arrived">): Promise<Sink["idsOf"]> {
  const idsOf: Sink["idsOf"] = new Map();
  for (const { source } of arrived) {
    const mail = await PostalMime.parse(source);
    for (const [title] of (mail.text ?? "").matchAll(/Post-\d+/g)) note(idsOf, title, mail.messageId ?? "");
  }
  return idsOf;
}
