import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export type Reply = { code: number; text: string };

export type SinkOptions = {
  /** What it answers to the recipient, one try after the other; then it takes all. */
  toRecipient?: Reply[];
  toSender?: Reply;
  toContent?: Reply;
  server?: SMTPServerOptions;
};

export type Sink = AsyncDisposable & {
  port: number;
  arrived: { source: Buffer; recipients: string[]; isSecure: boolean }[];
  /** How often a recipient was named. */
  tries: () => number;
};

const failing = ({ code, text }: Reply) => Object.assign(new Error(text), { responseCode: code });

/** A mail server that keeps what it gets. */
export async function openSink({
  toRecipient = [],
  toSender,
  toContent,
  server = {},
}: SinkOptions = {}): Promise<Sink> {
  const arrived: Sink["arrived"] = [];
  let tries = 0;
  const smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onMailFrom: (_, __, callback) => callback(toSender && failing(toSender)),
    onRcptTo(_, __, callback) {
      const reply = toRecipient[tries];
      tries += 1;
      callback(reply && failing(reply));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (toContent) return callback(failing(toContent));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        arrived.push({ source: Buffer.concat(chunks), recipients, isSecure: session.secure });
        callback();
      });
    },
    ...server,
  });
  // A client that breaks off is what some tests are about.
  smtp.on("error", () => {});
  const listening = smtp.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    port: (listening.address() as AddressInfo).port,
    arrived,
    tries: () => tries,
    [Symbol.asyncDispose]: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}
