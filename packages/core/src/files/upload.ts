import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { AppError, invalidField } from "@tenon/contract/app-error";
import { FileName, type FileUpload, isFileMime, type StoredFile } from "@tenon/contract/files";
import type { UserCtx } from "../ctx.ts";
import { acceptBytes, type Source } from "./accept.ts";
import { discardPending } from "./discard.ts";
import { reserveFile } from "./reserve.ts";

/** Keeps a file that came in a form. Of one that is refused, or whose sender goes away, nothing is left. */
export async function uploadFile(ctx: UserCtx, input: FileUpload): Promise<StoredFile> {
  const { file, public: isPublic } = input;
  const { data: name } = FileName.safeParse(file.name);
  if (name === undefined) throw invalidField(["file"], "must have a name of one line, at most 255 characters");
  if (file.size === 0) throw invalidField(["file"], "must not be empty");
  const row = await reserveFile(ctx, { name, isPublic, size: file.size, ...saidType(file.type) }).catch(atFile);
  try {
    return await acceptBytes(ctx, row, sourceOf(file));
  } catch (error) {
    await discardPending(ctx, row.id);
    throw error;
  }
}

/** What the form says counts for text only, so anything else may stand there until the bytes are looked at. */
const saidType = (type: string) => {
  const [mime = ""] = type.split(";");
  return { mime: isFileMime(mime) ? mime : ("text/plain" as const) };
};

/** In a form the size is that of the field `file`. */
function atFile(error: unknown): never {
  if (!(error instanceof AppError) || !error.fields) throw error;
  throw new AppError(error.reason, { fields: error.fields.map((field) => ({ ...field, path: ["file"] })) });
}

const sourceOf = (file: Blob): Source => ({
  open: (range) => {
    const part = range ? file.slice(range.start, range.end + 1) : file;
    return Promise.resolve(Readable.fromWeb(part.stream() as ReadableStream<Uint8Array>));
  },
});
