import { AppError } from "@tenon/contract/app-error";
import { fileTypes, isFileMime, type FileMime } from "@tenon/contract/files";
import { fileTypeFromBuffer } from "file-type";

/** So many bytes tell the type; it is what file-type asks for. */
export const headBytes = 4100;

/** The same content under the names that file-type gives it. */
const synonyms: Record<string, FileMime> = { "video/x-m4v": "video/mp4", "image/apng": "image/png" };

/** What a browser would take for a page or a drawing that runs scripts, whatever it is called (WHATWG MIME Sniffing, 7.1). */
const markup = /^\s*<[!?/a-z]/i;

/**
 * The type of a file by its first bytes. Only text, which has no mark of its own, is believed to be what its name or its sender
 * says. Throws UNSUPPORTED_FILE_TYPE for all that is not listed, SVG and HTML among it.
 */
export async function sniffType(head: Uint8Array, said: string, field: string): Promise<FileMime> {
  const found = await fileTypeFromBuffer(head);
  const mime = found ? (synonyms[found.mime] ?? found.mime) : textType(head, said);
  if (mime === undefined || !isFileMime(mime)) throw unsupported(field, found?.mime);
  return mime;
}

export function unsupported(field: string, mime: string | undefined): AppError {
  const taken = Object.values(fileTypes).map(({ extensions: [usual] }) => usual);
  const what = mime === undefined ? "of a type that is not taken" : `${mime}, which is not taken`;
  const message = `is ${what}; taken are ${taken.join(", ")}`;
  return new AppError("UNSUPPORTED_FILE_TYPE", { fields: [{ path: [field], code: "unsupported_type", message }] });
}

function textType(head: Uint8Array, said: string): FileMime | undefined {
  const text = textOf(head);
  if (text === undefined || markup.test(text)) return undefined;
  return said === "text/csv" ? "text/csv" : "text/plain";
}

/** UTF-8 without control characters, but for the last character, which the end may have cut. */
function textOf(head: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(head, { stream: true });
    // eslint-disable-next-line no-control-regex -- control characters are what is refused
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
