import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { AppError } from "@tenon/contract/app-error";
import type { FileContent } from "@tenon/core/files/content";
import { isKnown } from "../etag.ts";
import { dispositionOf } from "./disposition.ts";
import { rangeOf } from "./range.ts";

/** Nothing that a stranger has uploaded runs, is framed or is guessed at; it is not changed on its way either, for its ranges count. */
const policy = "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Answers with the bytes of a file, or the part that was asked for (RFC 9110, 13 and 14). */
export async function sendContent(req: IncomingMessage, res: ServerResponse, content: FileContent): Promise<void> {
  const etag = `"${content.tag}"`;
  if (isKnown(req, etag)) {
    setHeaders(res, content, etag);
    return void res.writeHead(304).end();
  }

  const { size } = content;
  const { range: asked, "if-range": condition } = req.headers;
  // Only a strong match says that the parts belong together; a date is none of ours.
  const range = condition === undefined || condition === etag ? rangeOf(asked, size) : undefined;
  if (range === "unsatisfiable") {
    res.setHeader("content-range", `bytes */${size}`);
    throw new AppError("RANGE_NOT_SATISFIABLE");
  }
  const stream = req.method === "HEAD" ? undefined : await content.open(range);
  // Not before: an error is answered with the headers of errors.
  setHeaders(res, content, etag);
  if (range) res.setHeader("content-range", `bytes ${range.start}-${range.end}/${size}`);
  res.writeHead(range ? 206 : 200, { "content-length": range ? range.end - range.start + 1 : size });
  if (!stream) return void res.end();
  await pipeline(stream, res).catch((error: NodeJS.ErrnoException) => {
    // Whoever goes away in the middle is no fault.
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
}

function setHeaders(res: ServerResponse, { isPublic, isUnstored, ...content }: FileContent, etag: string): void {
  const ownCaching = isUnstored ? "no-store, no-transform" : "private, no-cache, no-transform";
  const headers = {
    "content-type": content.mime.startsWith("text/") ? `${content.mime}; charset=utf-8` : content.mime,
    "content-disposition": dispositionOf(content),
    "content-security-policy": policy,
    "cache-control": isPublic ? "public, max-age=3600, no-transform" : ownCaching,
    "accept-ranges": "bytes",
    etag,
    // Public pictures are for pages anywhere.
    ...(isPublic && { "cross-origin-resource-policy": "cross-origin" }),
  };
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}
