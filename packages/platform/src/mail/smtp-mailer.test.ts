import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { openSink, type Reply, type SinkOptions } from "../testing/smtp-sink.ts";
import { sender, testMail, testMailer } from "./conformance.fixture.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";

const signal = new AbortController().signal;

async function openMailer(options: SinkOptions = {}, { user = "", query = "" } = {}) {
  const sink = await openSink(options);
  const mailer = createSmtpMailer({ url: `smtp://${user}127.0.0.1:${sink.port}${query}`, from: sender });
  return {
    mailer,
    sink,
    arrived: () => Promise.resolve(sink.arrived),
    async [Symbol.asyncDispose]() {
      mailer.close();
      await sink[Symbol.asyncDispose]();
    },
  };
}

testMailer("over SMTP", () => openMailer());

const noSuchUser: Reply = { code: 550, text: "5.1.1 No such user" };

describe("a recipient that is refused for good", () => {
  test.each<[string, Reply, boolean]>([
    ["unknown", noSuchUser, true],
    ["unknown, in old words", { code: 550, text: "No such user" }, true],
    ["switched off", { code: 550, text: "5.2.1 Mailbox disabled" }, true],
    ["full", { code: 552, text: "5.2.2 Mailbox full" }, false],
    ["by a policy", { code: 550, text: "5.7.1 Relaying denied" }, false],
    ["for a reason of its own", { code: 554, text: "No" }, false],
  ])("%s", async (_, reply, isAddressDead) => {
    await using opened = await openMailer({ toRecipient: [reply] });

    const outcome = await opened.mailer.send(testMail(), signal);

    expect(outcome).toEqual({ kind: "refused", isAddressDead, response: `${reply.code} ${reply.text}` });
    expect(opened.sink).toMatchObject({ arrived: [] });
  });

  test("does not stand in the way of the next", async () => {
    await using opened = await openMailer({ toRecipient: [noSuchUser] });
    await opened.mailer.send(testMail(), signal);

    expect(await opened.mailer.send(testMail({ to: "bob@example.com" }), signal)).toEqual({ kind: "sent" });
  });
});

test("content that is refused for good says nothing about the address", async () => {
  await using opened = await openMailer({ toContent: { code: 554, text: "5.7.1 Looks like spam" } });

  expect(await opened.mailer.send(testMail(), signal)).toMatchObject({ kind: "refused", isAddressDead: false });
});

test("refused twice for now, then taken, is one delivery", async () => {
  const busy: Reply = { code: 451, text: "4.3.0 Try again later" };
  await using opened = await openMailer({ toRecipient: [busy, busy] });

  await expect(opened.mailer.send(testMail(), signal)).rejects.toMatchObject({ responseCode: 451 });
  await expect(opened.mailer.send(testMail(), signal)).rejects.toMatchObject({ responseCode: 451 });
  expect(await opened.mailer.send(testMail(), signal)).toEqual({ kind: "sent" });

  expect([opened.sink.arrived.length, opened.sink.tries()]).toEqual([1, 3]);
});

describe("a fault of our own set-up is worth another try once it is mended", () => {
  test("a sender that is refused", async () => {
    await using opened = await openMailer({ toSender: { code: 553, text: "5.7.1 Not your domain" } });

    await expect(opened.mailer.send(testMail(), signal)).rejects.toMatchObject({ command: "MAIL FROM" });
  });

  test("a wrong password, which is not told", async () => {
    const server = {
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (_: unknown, __: unknown, callback: (error: Error) => void) => callback(new Error("No")),
    };
    await using opened = await openMailer({ server }, { user: "ada:hunter2@" });

    const failure = await opened.mailer.send(testMail(), signal).catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: "EAUTH", responseCode: 535 });
    expect(JSON.stringify(failure) + String(failure)).not.toContain("hunter2");
  });

  test("nobody listening", async () => {
    const sink = await openSink();
    await sink[Symbol.asyncDispose]();
    const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${sink.port}`, from: sender });

    await expect(mailer.send(testMail(), signal)).rejects.toThrow("ECONNREFUSED");
  });
});

describe("a server that says nothing", () => {
  test("is left after a while", async () => {
    await using hole = await openBlackHole();
    const timeouts = { connectTimeoutMs: 200, silenceTimeoutMs: 200 };
    const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${hole.port}`, from: sender, ...timeouts });

    await expect(mailer.send(testMail(), signal)).rejects.toThrow(/Greeting never received|timeout/i);

    mailer.close();
  });

  test("is left at once when the job is to end", async () => {
    await using hole = await openBlackHole();
    const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${hole.port}`, from: sender });
    const ending = new AbortController();
    const sending = mailer.send(testMail(), ending.signal);

    ending.abort(new Error("the worker stops"));

    await expect(sending).rejects.toThrow(/abort|the worker stops/i);
    mailer.close();
  });
});

describe("a secure connection", () => {
  const server = { disabledCommands: ["AUTH"] };

  test("is made where the server can, and its certificate is looked at", async () => {
    await using opened = await openMailer({ server });

    await expect(opened.mailer.send(testMail(), signal)).rejects.toThrow(/certificate/i);

    expect(opened.sink.arrived).toEqual([]);
  });

  test("with a certificate that the URL says to trust carries the mail", async () => {
    await using opened = await openMailer({ server }, { query: "?tls.rejectUnauthorized=false" });

    await opened.mailer.send(testMail(), signal);

    expect(opened.sink.arrived).toMatchObject([{ isSecure: true }]);
  });

  test("that the URL asks for is not done without", async () => {
    await using opened = await openMailer({}, { query: "?requireTLS=true" });

    await expect(opened.mailer.send(testMail(), signal)).rejects.toThrow(/STARTTLS|TLS/);

    expect(opened.sink.arrived).toEqual([]);
  });
});

async function openBlackHole() {
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}
