import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { inflateRawSync } from "node:zlib";
import { createSmtpMailer } from "@tenon/platform/mail/smtp-mailer";
import { WebSocket } from "ws";
import { operate } from "../../src/operate/operate.ts";
import { connectMcp } from "../mcp-client.ts";
import type { Asker, Principal } from "./ask.ts";
import type { Ledger } from "./ledger.ts";
import type { Served } from "./served.ts";

/** Takes what webhooks send. */
export async function openReceiver(ledger: Ledger): Promise<{ url: string } & Disposable> {
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      ledger.record({ name: "a webhook's request", text: `${JSON.stringify(req.headers)}\n${body}` });
      res.writeHead(204).end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, [Symbol.dispose]: () => void server.close() };
}

/** `close` returns all that was said. */
export type Listening = { close: () => Promise<string> };

/** Whatever a stream says until it is closed, over SSE and over a WebSocket. */
export async function listen({ app }: Served, ledger: Ledger, principal: Principal): Promise<Listening> {
  const stop = new AbortController();
  const reading = ["/posts/events", "/me/notifications/stream"].map(async (route) => {
    const doc = ledger.record({
      name: `the stream ${route} as ${principal.name}`,
      text: "",
      reader: principal.account,
    });
    const init = { headers: principal.headers, signal: stop.signal };
    const { body } = await fetch(`${app.url}/api/v1${route}`, init);
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body ?? []) doc.text += decoder.decode(chunk as Uint8Array, { stream: true });
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
  });
  const doc = ledger.record({ name: `the WebSocket of ${principal.name}`, text: "", reader: principal.account });
  const socket = new WebSocket(`${app.url.replace("http", "ws")}/trpc`, { headers: principal.headers });
  socket.on("message", (data: Buffer) => (doc.text += data.toString()));
  await once(socket, "open");
  const params = { input: { json: null, meta: { values: ["undefined"], v: 1 } } };
  for (const [id, path] of ["posts.events", "me.notifications.stream", "me.get", "me.sessions.list"].entries())
    socket.send(JSON.stringify({ id, method: id < 2 ? "subscription" : "query", params: { ...params, path } }));
  return {
    async close() {
      stop.abort();
      // The server may have closed it already.
      const closed = socket.readyState === WebSocket.CLOSED ? undefined : once(socket, "close");
      socket.close();
      await Promise.all([...reading, closed]);
      return doc.text;
    },
  };
}

const pages = [
  "/",
  "/docs",
  "/openapi.json",
  "/problems",
  "/problems/invalid-input",
  "/problems/internal",
  "/account/reset-password",
  "/account/verify-email",
  "/account/unlock",
  "/device",
  "/health/live",
  "/health/ready",
  "/.well-known/jwks.json",
  "/.well-known/oauth-authorization-server",
  "/auth/done",
  "/auth/callback/acme?state=of_unknown&code=unknown",
  "/mail/unsubscribe",
  "/conduit/api/user",
  "/conduit/api/articles",
  "/metrics",
  "/mcp",
  "/trpc/me.get,me.sessions.list,users.list,nope?batch=1",
  "/nowhere",
];

/** What is no procedure. */
export async function visitPages(asker: Asker, principal: Principal): Promise<void> {
  for (const target of pages) await asker.ask(principal, { method: "GET", target, headers: {}, body: undefined });
  const large = { method: "POST", headers: { "content-type": "application/json" }, body: "x".repeat(100_001) };
  await asker.ask(principal, { ...large, target: "/api/v1/auth/login" });
  await asker.ask(principal, { ...large, target: "/trpc/auth.login" });
}

/** Every tool of MCP that needs no input. */
export async function callTools({ app }: Served, ledger: Ledger, principal: Principal): Promise<void> {
  const client = await connectMcp(app.url, principal.headers);
  const { tools } = await client.listTools();
  ledger.record({ name: "the tools of MCP", text: JSON.stringify(tools) });
  for (const { name } of tools) {
    const result = await client.callTool({ name, arguments: {} });
    const isAboutAll = principal.isAdmin === true && /^(?:users|audit)_/.test(name);
    ledger.record({ name: `the tool ${name}`, text: JSON.stringify(result), reader: principal.account, isAboutAll });
  }
  await client.close();
}

/** The command line as a process. */
export async function runCommands(
  { app }: Served,
  ledger: Ledger,
  { token, account }: { token: string; account: string },
) {
  const main = join(import.meta.dirname, "../../../cli/src/main.ts");
  const run = async (args: string[], given = token): Promise<void> => {
    const env = { PATH: process.env["PATH"], TENON_URL: app.url, TENON_TOKEN: given };
    const child: ChildProcess = spawn(process.execPath, ["--conditions=@tenon/source", main, ...args], { env });
    const output = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, "close")]);
    const name = `tenon ${args.join(" ")}`;
    ledger.record({ name, text: output.join("\n"), reader: account, isAboutAll: args[0] === "users" });
  };
  await Promise.all([run(["me"]), run(["users", "list"]), run(["webhooks", "list"]), run(["me"], "ss_wrong")]);
}

const everything = { depth: 9, showHidden: true };

/** What operators are told, of a database that answers and of one that is gone; and what a mail server that is gone makes of a mail. */
export async function operateOutside({ env, config }: Served, ledger: Ledger): Promise<void> {
  const url = new URL(env["DATABASE_URL"] ?? "");
  for (const port of [url.port, "1"]) {
    const DATABASE_URL = Object.assign(new URL(url), { port }).href;
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const stdin = Readable.from([]) as unknown as NodeJS.ReadStream;
    const told = Promise.all([text(stdout), text(stderr)]);
    const run = operate(["audit", "verify"], { stdin, stdout, stderr, env: { ...env, DATABASE_URL, REDIS_URL: "" } });
    const end: unknown = await run.catch((error: unknown) => error);
    for (const stream of [stdout, stderr]) stream.end();
    ledger.record({
      name: `audit verify at port ${port}`,
      text: [...(await told), inspect(end, everything)].join("\n"),
    });
  }
  const mailer = createSmtpMailer({ url: config.mail.smtpUrl.reveal(), from: config.mail.from });
  const mail = { id: "canary", to: "ada@example.org", subject: "Hello", text: "Hello", html: "Hello" };
  const error: unknown = await mailer.send(mail, new AbortController().signal).catch((reason: unknown) => reason);
  ledger.record({ name: "a mail server that is gone", text: inspect(error, everything) });
  mailer.close();
}

/** An export as its owner reads it: what is personal of theirs, and no secret. */
export async function readExport({ app }: Served, ledger: Ledger, principal: Principal): Promise<string[]> {
  const answer = await fetch(`${app.url}/api/v1/me/export/content`, { headers: principal.headers });
  const zip = Buffer.from(await answer.arrayBuffer());
  const files = unzip(zip);
  for (const [name, content] of Object.entries(files))
    ledger.record({ name: `${name} of an export`, text: content, reader: principal.account });
  return Object.keys(files);
}

/** The files of a ZIP file, by name (APPNOTE 4.3.12). */
function unzip(zip: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  for (let at = zip.indexOf("PK\u0001\u0002"); at !== -1; at = zip.indexOf("PK\u0001\u0002", at + 46)) {
    const [packed, length, start] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    files[zip.toString("utf8", at + 46, at + 46 + length)] = inflateRawSync(
      zip.subarray(data, data + packed),
    ).toString();
  }
  return files;
}

/** Mails: each may hold one token, its own, and what is its receiver's. */
export function takeMails({ mails }: Served, ledger: Ledger, accounts: Map<string, string>): void {
  for (const { to, subject, text: plain, html, unsubscribeUrl } of mails) {
    const name = `the mail “${subject.slice(0, 40)}”`;
    const doc = ledger.record({ name, text: `${subject}\n${plain}\n${html}`, reader: accounts.get(to) });
    const tokens = new Set(`${plain}\n${html}`.matchAll(/#token=([\w-]+)/g).map(([, token = ""]) => token));
    for (const token of tokens) ledger.show("a token of a mail", token, doc);
    if (tokens.size > 1) ledger.record({ name: `${name} has ${tokens.size} tokens`, text: [...tokens].join(" ") });
    const unsubscribe = unsubscribeUrl === undefined ? undefined : new URL(unsubscribeUrl).searchParams.get("token");
    if (unsubscribe) ledger.show("a mail's way out", unsubscribe, doc);
  }
}
