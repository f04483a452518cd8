import type { IncomingMessage, ServerResponse } from "node:http";
import { RestError } from "../error.ts";
import type { Operation } from "../operation.ts";
import { accepts } from "./accept.ts";
import { hasBody, readJson } from "./body.ts";
import { setDeprecation } from "./deprecation.ts";
import { sendEvents } from "./events.ts";
import { type Known, fail } from "./fail.ts";
import { openForm } from "./form.ts";
import { requestInfo } from "./info.ts";
import { assembleInput, completeForm } from "./input.ts";
import type { Settings } from "./options.ts";
import { checkOrigin } from "./origin.ts";
import { sendOutput } from "./respond.ts";
import type { Match } from "./routes.ts";
import { type Target, parseTarget } from "./target.ts";

/** One request and everything needed to answer it. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly settings: Settings;
  readonly find: (path: string) => Match | undefined;
}

/** A request for which there is an operation. */
export interface Job extends Exchange {
  readonly operation: Operation;
  readonly params: readonly string[];
  readonly target: Target;
  readonly known: Known;
}

/** Answers a request. Whatever goes wrong on the way is answered as its formatter says; nothing is thrown. */
export async function exchange(given: Exchange): Promise<void> {
  const known: Known = { operation: undefined, ctx: undefined, input: undefined };
  try {
    const job = jobOf(given, known);
    if (!job) return;
    if (job.operation.input.body.kind === "form") await answerForm(job);
    else if (takesBody(job.operation) && hasBody(job.req)) await answer(job, await readJson(job.req, limits(job)));
    else await answer(job, undefined);
  } catch (cause) {
    fail(given, known, cause);
  }
}

/** What the request asks for; undefined when it asked for no more than what may be asked. */
function jobOf(given: Exchange, known: Known): Job | undefined {
  const { req, res, settings, find } = given;
  const target = targetOf(req);
  const path = below(target.path, settings.basePath);
  const match = path === undefined ? undefined : find(path);
  if (!match) throw new RestError("ROUTE_NOT_FOUND", "There is nothing at this path");
  const { operations, allow } = match.resource;
  if (req.method === "OPTIONS") {
    res.writeHead(204, { Allow: allow }).end();
    return undefined;
  }
  const operation = operations.get(req.method ?? "");
  if (!operation)
    throw new RestError("METHOD_NOT_ALLOWED", `This path answers ${allow}`, { headers: { Allow: allow } });
  known.operation = operation;
  setDeprecation(res, operation, match.params);
  const mediaType = operation.type === "subscription" ? "text/event-stream" : "application/json";
  if (operation.status !== 204 && !accepts(req.headers.accept, mediaType)) {
    throw new RestError("NOT_ACCEPTABLE", `This path answers ${mediaType}`);
  }
  return { req, res, settings, find, operation, params: match.params, target, known };
}

function answer(job: Job, body: unknown): Promise<void> {
  const { req, operation, params, target, known } = job;
  const input = assembleInput(operation.input, { params, query: target.query, headers: req.headers, body });
  known.input = input;
  return run(job, () => Promise.resolve(input));
}

async function answerForm(job: Job): Promise<void> {
  const { req, operation, params, target, known, settings } = job;
  checkOrigin(req, settings.trustedOrigins);
  const form = openForm(req, limits(job));
  try {
    await run(
      job,
      async () =>
        (known.input = completeForm(
          operation.input,
          { params, query: target.query, headers: req.headers },
          await form.read(),
        )),
    );
  } finally {
    await form.close();
  }
}

async function run(job: Job, getRawInput: () => Promise<unknown>): Promise<void> {
  const { req, res, settings, operation, target, known } = job;
  const { path, type, call } = operation;
  const info = requestInfo(job, getRawInput);
  const ctx = settings.createContext({ req, res, info });
  known.ctx = isPromise(ctx) ? await ctx : ctx;
  const output = await call({
    path,
    type,
    ctx: known.ctx,
    getRawInput,
    signal: info.signal,
    batchIndex: 0,
  });
  if (res.destroyed) return;
  if (type === "subscription") {
    const { stop, heartbeatMs } = settings;
    await sendEvents({ res, signal: info.signal, stop, heartbeatMs, needsReplacer: operation.needsReplacer }, output);
    return;
  }
  if (settings.responseHeaders) {
    const extra = settings.responseHeaders({ operation, ctx: known.ctx, output });
    for (const [name, value] of Object.entries(extra)) res.setHeader(name, value);
  }
  sendOutput({ req, res, operation, target, settings }, output);
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";

function targetOf(req: IncomingMessage): Target {
  const target = parseTarget(req.url ?? "");
  if (!target) throw new RestError("MALFORMED_TARGET", "The request target names no path");
  return target;
}

/** The path under the mount; undefined outside it. */
function below(path: string, basePath: string): string | undefined {
  if (basePath === "") return path;
  if (!path.startsWith(basePath)) return undefined;
  if (path.length === basePath.length) return "/";
  return path[basePath.length] === "/" ? path.slice(basePath.length) : undefined;
}

/** A body on GET and DELETE has no meaning (RFC 9110 §9.3.1); elsewhere it must be JSON even when no key is left for it. */
function takesBody({ method, input }: Operation): boolean {
  return input.body.kind !== "none" || (method !== "GET" && method !== "DELETE");
}

function limits({ operation: { method, spec }, settings }: Job): { maxBytes: number; header: string } {
  const maxBytes = spec.bodyLimit ?? settings.maxBodySize;
  return { maxBytes, header: method === "PATCH" ? "Accept-Patch" : "Accept-Post" };
}
