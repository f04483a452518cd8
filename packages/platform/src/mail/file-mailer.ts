import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MailArchive } from "@tenon/core/mail/mailer";
import { createArchive, type ShelvedMail, shownMails } from "./archive.ts";
import type { Sender } from "./compose.ts";

const ending = ".eml";

/** Writes each mail to `<id>.eml` below `dir`, which any mail program opens. Only its owner can read it: mails hold secrets. */
export function createFileMailer(from: Sender, dir: string): MailArchive {
  return createArchive(from, {
    async put({ id, source }) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const path = join(dir, `${id}${ending}`);
      // Whole or not at all, for whoever looks meanwhile.
      await writeFile(`${path}.part`, source, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
    async newest() {
      const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return [];
        throw error;
      });
      const files = await Promise.all(
        names
          .filter((name) => name.endsWith(ending))
          .map(async (name) => ({ name, at: (await stat(join(dir, name))).mtime })),
      );
      const newest = files.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, shownMails);
      return Promise.all(newest.map((file) => readShelved(dir, file)));
    },
  });
}

async function readShelved(dir: string, { name, at }: { name: string; at: Date }): Promise<ShelvedMail> {
  return { id: name.slice(0, -ending.length), at, source: await readFile(join(dir, name)) };
}
