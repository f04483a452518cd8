import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "../../..");

export type Location = { uri: string; range: { start: { line: number; character: number } } };
type Answer = { id?: number; method?: string; result?: unknown; error?: { message: string } };

/** TypeScript's language server, as editors run it: LSP over stdio. */
export class LanguageServer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor() {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    this.#child = spawn(process.execPath, [tsc, "--lsp", "--stdio"], { cwd: root, stdio: ["pipe", "pipe", "ignore"] });
    this.#child.stdout?.on("data", (data: Buffer) => this.#receive(data));
  }

  static async start(): Promise<LanguageServer> {
    const server = new LanguageServer();
    await server.#request("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(root).href,
      capabilities: {},
    });
    server.#send({ method: "initialized", params: {} });
    return server;
  }

  open(path: string): void {
    const text = readFileSync(path, "utf8");
    const textDocument = { uri: pathToFileURL(path).href, languageId: "typescript", version: 1, text };
    this.#send({ method: "textDocument/didOpen", params: { textDocument } });
  }

  /** Where "go to definition" leads from an offset in an open file. */
  async definition(path: string, offset: number): Promise<Location[]> {
    const before = readFileSync(path, "utf8").slice(0, offset).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const textDocument = { uri: pathToFileURL(path).href };
    return ((await this.#request("textDocument/definition", { textDocument, position })) ?? []) as Location[];
  }

  async #request(method: string, params?: object): Promise<unknown> {
    const id = ++this.#lastId;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#send({ id, method, params });
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const end = this.#received.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString("latin1", 0, end))?.[1]);
      if (end < 0 || this.#received.length < end + 4 + length) return;
      const message = JSON.parse(this.#received.toString("utf8", end + 4, end + 4 + length)) as Answer;
      this.#received = this.#received.subarray(end + 4 + length);
      // The server asks too, for settings and to watch files: it gets nothing.
      if (message.method === undefined) this.#waiting.get(message.id ?? 0)?.(message);
      else if (message.id !== undefined) this.#send({ id: message.id, result: null });
    }
  }

  async close(): Promise<void> {
    await this.#request("shutdown");
    this.#send({ method: "exit" });
    if (this.#child.exitCode === null) await once(this.#child, "exit");
  }
}
