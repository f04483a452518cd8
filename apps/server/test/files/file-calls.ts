import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { StoredFile, UploadTarget } from "@tenon/contract/files";
import type { Answer, Person, TestApp } from "../test-app.ts";

type Fields = { name?: string; type?: string; public?: boolean };

/** One upload as a form over REST. */
export async function upload(
  [{ url }, { token }]: [TestApp, Person],
  bytes: Uint8Array<ArrayBuffer> | string,
  { name = "file.bin", type = "application/octet-stream", ...fields }: Fields = {},
): Promise<Answer<StoredFile>> {
  const form = new FormData();
  form.append("file", new Blob([bytes], { type }), name);
  if (fields.public !== undefined) form.append("public", String(fields.public));
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/api/v1/files`, { method: "POST", headers, body: form });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

/** Sends bytes to where an upload in two steps says. */
export const send = (app: TestApp, target: UploadTarget, bytes: NonNullable<RequestInit["body"]>): Promise<Response> =>
  fetch(new URL(target.url, app.url), { method: target.method, headers: target.headers, body: bytes });

/** The bytes of a file, as a browser would ask for them. */
export const read = (app: TestApp, address: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(address, app.url), { headers });

export const bearer = ({ token }: Person) => ({ authorization: `Bearer ${token}` });

/** Every file below where uploads are kept, from there on. */
export async function storedPaths({ filesDir }: TestApp): Promise<string[]> {
  const entries = await readdir(filesDir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(filesDir, join(entry.parentPath, entry.name)));
}

/** How many bytes of the quota a person uses. */
export async function usedBytes({ app }: TestApp, { id }: Person): Promise<number> {
  const usage = await app.deps.db.fileUsage.findUnique({ where: { userId: id } });
  return Number(usage?.bytes ?? 0n);
}
