import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import { RestError } from "../error.ts";
import { gone, tooLarge } from "./body.ts";

const MULTIPART = /^multipart\/form-data\s*;.*\bboundary=/i;
/** A text is held in memory, unlike a file. */
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

type Entry = readonly [name: string, value: string | Promise<File>];

/** Opens a request's form. Nothing of it is read before a procedure asks for its input, so that it may refuse its caller first. */
export function openForm(req: IncomingMessage, limits: { readonly maxBytes: number }): Form {
  let folder: Promise<string> | undefined;
  let form: Promise<FormData> | undefined;
  const spool = async (file: Readable, index: number): Promise<Blob> => {
    folder ??= mkdtemp(path.join(tmpdir(), "upload-"));
    const target = path.join(await folder, String(index));
    await pipeline(file, createWriteStream(target, { mode: 0o600 }));
    return openAsBlob(target);
  };
  const read = async (): Promise<FormData> => {
    const data = new FormData();
    for (const [name, value] of await readParts(req, limits.maxBytes, spool)) {
      const entry = await value;
      if (typeof entry === "string") data.append(name, entry);
      else data.append(name, entry, entry.name);
    }
    return data;
  };
  return {
    read: () => (form ??= read()),
    close: async () => {
      await form?.catch(() => {});
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}

type Spool = (file: Readable, index: number) => Promise<Blob>;

function readParts(req: IncomingMessage, maxBytes: number, spool: Spool): Promise<Entry[]> {
  const entries: Entry[] = [];
  if (Number(req.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(req, maxBytes);
  const parser = parserOf(req);
  return new Promise((resolve, reject) => {
    let size = 0;
    const settle = (finish: () => void): void => {
      req.off("data", onData).off("end", onEnd).off("close", onClose);
      parser.off("drain", onDrain);
      req.resume();
      finish();
    };
    const refuse = (error: RestError): void =>
      settle(() => {
        parser.destroy(error);
        forget(entries);
        reject(error);
      });
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) refuse(tooLarge(req, maxBytes));
      else if (!parser.write(chunk)) req.pause();
    };
    const onDrain = (): void => void req.resume();
    const onEnd = (): void => void parser.end();
    const onClose = (): void => {
      if (!req.complete) refuse(gone());
    };
    parser
      .on("file", (...[name, file, filename, , type]) => {
        const blob = spool(file, entries.length);
        entries.push([name, named(blob, filename ?? "", type)]);
      })
      .on("field", (...[name, value, , isCut]) => {
        if (isCut) refuse(tooMuch(`a text of more than ${MAX_TEXT_BYTES} bytes`));
        else entries.push([name, value]);
      })
      .on("partsLimit", () => refuse(tooMuch(`more than ${MAX_PARTS} parts`)))
      .on("drain", onDrain)
      .on("error", (cause: unknown) => refuse(malformed(cause)))
      .on("finish", () => settle(() => resolve(entries)));
    req
      .on("data", onData)
      .on("end", onEnd)
      .on("close", onClose)
      .on("error", () => {});
  });
}

const named = async (content: Promise<Blob>, name: string, type: string): Promise<File> =>
  new File([await content], name, { type });

/** Files that are still being written are told by their own streams; nobody waits for them any more. */
function forget(entries: readonly Entry[]): void {
  for (const [, value] of entries) if (typeof value !== "string") value.catch(() => {});
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
      limits: { fieldSize: MAX_TEXT_BYTES, parts: MAX_PARTS, headerPairs: 20, headerSize: 16_384 },
    });
  } catch (cause) {
    throw malformed(cause);
  }
}

const malformed = (cause: unknown): RestError =>
  new RestError("MALFORMED_BODY", "The body is not valid multipart/form-data", { cause });

const tooMuch = (what: string): RestError => new RestError("BODY_TOO_LARGE", `The form has ${what}`);
