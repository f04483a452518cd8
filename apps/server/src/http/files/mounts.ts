import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestCtx } from "@tenon/api";
import { assertSecondFactor } from "@tenon/core/access";
import type { Log } from "@tenon/core/ctx";
import { readExport } from "@tenon/core/exports/content";
import { type FilePart, readContent } from "@tenon/core/files/content";
import { receiveBytes } from "@tenon/core/files/receive";
import { dataExportPath } from "@tenon/core/mail/links";
import type { ContextFactory } from "../context.ts";
import { goneSignal } from "../gone.ts";
import { sendProblem } from "../problem.ts";
import { refuse } from "../refuse.ts";
import { requestIdOf } from "../request-id.ts";
import { restPath } from "../rest.ts";
import type { Handler } from "../server.ts";
import { sendContent } from "./content.ts";
import { dropBody } from "./drop-body.ts";

export const uploadPath = "/files/u/";

type Options = { contextFactory: ContextFactory; log: Log };

const contentPath = new RegExp(`^${restPath}/files/([^/?#]+)/(content|thumbnail)(?:\\?|$)`);

/** `GET /api/v1/files/{id}/content` and `/thumbnail`, which are bytes and no procedures; all else goes on to `next`. */
export function withFileContent(next: Handler, options: Options): Handler {
  return (req, res) => {
    const [, id, part] = contentPath.exec(req.url ?? "") ?? [];
    if (id === undefined || (req.method !== "GET" && req.method !== "HEAD")) return next(req, res);
    return answer(options, { req, res }, async (ctx) => {
      const token = new URLSearchParams(req.url?.split("?")[1]).get("token") ?? undefined;
      const identify = async () => {
        const actor = await ctx.caller.identify();
        assertSecondFactor(ctx, actor);
        return actor;
      };
      const request = { id: id.toLowerCase(), part: part as FilePart, token, identify };
      await sendContent(req, res, await readContent(ctx, request));
    });
  };
}

/** `GET /api/v1/me/export/content`: the bytes of one's own export; all else goes on to `next`. */
export function withExportContent(next: Handler, options: Options): Handler {
  return (req, res) => {
    const isExport = (req.url ?? "").split("?", 1)[0] === dataExportPath;
    if (!isExport || (req.method !== "GET" && req.method !== "HEAD")) return next(req, res);
    return answer(options, { req, res }, async (ctx) => {
      await sendContent(req, res, await readExport(ctx, await ctx.caller.identify()));
    });
  };
}

/** `PUT /files/u/{token}`: the bytes of an upload in two steps, where the storage does not take them by itself. */
export function createUploadMount(options: Options): Handler {
  return (req, res) => {
    if (req.method !== "PUT") {
      res.setHeader("allow", "PUT");
      return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
    return answer(options, { req, res }, async (ctx) => {
      const token = (req.url ?? "").slice(uploadPath.length).split("?")[0] ?? "";
      const size = req.headers["content-length"];
      // A refusal ends the reading, but must not end the connection: it is what the refusal is sent on.
      const bytes = req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
      await receiveBytes(ctx, { token, bytes, size: size === undefined ? undefined : Number(size) });
      res.writeHead(204, { "cache-control": "no-store" }).end();
    });
  };
}

/** Whether a request brings a file, and so may take its time. */
export const isUpload = ({ method, url = "" }: IncomingMessage): boolean =>
  (method === "PUT" && url.startsWith(uploadPath)) || (method === "POST" && url.split("?")[0] === `${restPath}/files`);

type Exchange = { req: IncomingMessage; res: ServerResponse };

/** Errors of the registry are answered as such; all others are the server's. */
async function answer(
  { contextFactory, log }: Options,
  { req, res }: Exchange,
  run: (ctx: RequestCtx) => Promise<void>,
): Promise<void> {
  try {
    await run(contextFactory({ req, res, signal: goneSignal(res), isAlone: true }));
  } catch (error) {
    if (req.destroyed && !req.complete) return;
    refuse(error, { req, res, log, what: "file request" });
    dropBody(req);
  }
}
