import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { RestError } from "../error.ts";
import { gone, tooLarge } from "./body.ts";
import { type Folder, openFolder } from "./folder.ts";

const MULTIPART = /^multipart\/form-data\s*;.*\bboundary=/i;
/** Of all texts of a form together: they are held in memory, unlike files. */
const MAX_TEXT_BYTES = 1_048_576;
const MAX_PARTS = 1000;

/** A form of which the files are on disk until it is closed, so that its size costs no memory. */
export interface Form {
  /**
   * Reads the form, once, however often it is asked for.
   * @throws RestError 415 for anything but multipart/form-data, 413 over the cap, 400 when it is malformed
   */
  readonly read: () => Promise<FormData>;
  readonly close: () => Promise<void>;
}

/** Opens a request's form. Nothing of it is read before a procedure asks for its input, so that it may refuse its caller first. */
export function openForm(req: IncomingMessage, { maxBytes }: { readonly maxBytes: number }): Form {
  const folder = openFolder();
  let form: Promise<FormData> | undefined;
  return {
    read: () => (form ??= readForm(req, maxBytes, folder)),
    close: async () => {
      await form?.catch(() => {});
      await folder.remove();
    },
  };
}

type Entry = readonly [name: string, value: string | File];

async function readForm(req: IncomingMessage, maxBytes: number, folder: Folder): Promise<FormData> {
  if (req.destroyed) throw gone();
  if (Number(req.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(req, maxBytes);
  const parser = parserOf(req);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const parts: Promise<Entry>[] = [];
  const open = new Set<Readable>();
  const texts = { bytes: 0 };
  let size = 0;

  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > maxBytes) reject(tooLarge(req, maxBytes));
    else if (!parser.write(chunk)) req.pause();
  };
  const onDrain = (): void => void req.resume();
  const onEnd = (): void => void parser.end();
  // Also when all has arrived: what was not read of it is gone with the connection.
  const onClose = (): void => {
    if (!req.readableEnded) reject(gone());
  };
  parser
    .on("file", (...[name, stream, filename, , type]) => {
      open.add(stream);
      // A truncated part says so before anybody reads it; a system's error is its reader's, a full disk for example.
      stream.on("error", (cause) => reject("code" in cause ? cause : malformed("is cut off", cause)));
      stream.on("close", () => open.delete(stream));
      const part = readPart({ name, stream, filename, type }, folder, texts);
      part.catch(reject);
      parts.push(part);
    })
    .on("partsLimit", () => reject(tooMuch(`more than ${MAX_PARTS} parts`)))
    .on("drain", onDrain)
    .on("error", (cause: unknown) => reject(malformed("is not valid", cause)))
    .on("finish", () => resolve());
  req.on("data", onData).on("end", onEnd).on("close", onClose);
  req.on("error", () => {});
  try {
    await promise;
    const form = new FormData();
    for (const [name, value] of await Promise.all(parts)) append(form, name, value);
    return form;
  } finally {
    req.off("data", onData).off("end", onEnd).off("close", onClose);
    parser.off("drain", onDrain).destroy();
    for (const stream of open) stream.destroy();
    req.resume();
  }
}

type Part = { name: string | undefined; stream: Readable; filename: string | undefined; type: string };

/** A file is what has a file name, as for tRPC. */
async function readPart(part: Part, folder: Folder, texts: { bytes: number }): Promise<Entry> {
  if (part.name === undefined) throw malformed("has a part without a name");
  const name = unescape(part.name);
  if (part.filename === undefined) return [name, await readText(part.stream, texts)];
  const content = await folder.save(part.stream);
  return [name, new File([content], unescape(part.filename), { type: part.type })];
}

async function readText(stream: Readable, texts: { bytes: number }): Promise<string> {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    texts.bytes += chunk.length;
    if (texts.bytes > MAX_TEXT_BYTES) throw tooMuch(`more than ${MAX_TEXT_BYTES} bytes of text`);
    text += decode(() => utf8.decode(chunk, { stream: true }));
  }
  return text + decode(() => utf8.decode());
}

function decode(task: () => string): string {
  try {
    return task();
  } catch (cause) {
    throw malformed("has a text that is not UTF-8", cause);
  }
}

/** What a browser cannot write in a quoted name (WHATWG HTML, multipart/form-data). */
const unescape = (name: string): string =>
  name.replace(/%22|%0d|%0a/gi, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)));

function append(form: FormData, name: string, value: string | File): void {
  if (typeof value === "string") form.append(name, value);
  else form.append(name, value, value.name);
}

function parserOf(req: IncomingMessage): InstanceType<typeof Busboy> {
  const type = req.headers["content-type"] ?? "";
  if (!MULTIPART.test(type) || (req.headers["content-encoding"] ?? "identity") !== "identity") {
    const headers = { "Accept-Post": "multipart/form-data" };
    throw new RestError("UNSUPPORTED_MEDIA_TYPE", "The body must be multipart/form-data", { headers });
  }
  try {
    return new Busboy({
      headers: { "content-type": type },
      limits: { parts: MAX_PARTS, headerPairs: 100, headerSize: 16_384 },
      preservePath: true,
      // Texts too come as streams, for us to count and decode.
      isPartAFile: () => true,
    });
  } catch (cause) {
    throw malformed("is not valid", cause);
  }
}

const malformed = (fault: string, cause?: unknown): RestError =>
  new RestError("MALFORMED_BODY", `The multipart/form-data body ${fault}`, { cause });

const tooMuch = (what: string): RestError => new RestError("BODY_TOO_LARGE", `The form has ${what}`);
