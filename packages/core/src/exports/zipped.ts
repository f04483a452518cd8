import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** The parts of an export: each a file, and what is in it, line by line. */
export type Section = { name: string; lines: () => AsyncIterable<string> };

/** One ZIP file of all sections, which are read one after the other as the bytes are taken. */
export function zipped(sections: Section[], mtime: Date): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on("error", (error: Error) => out.destroy(error));
  for (const { name, lines } of sections) {
    const stream = Readable.from(lines(), { objectMode: false });
    stream.on("error", (error) => out.destroy(error));
    zip.addReadStream(stream, name, { mtime, mode: 0o100600 });
  }
  zip.end();
  return out as AsyncIterable<Uint8Array>;
}
