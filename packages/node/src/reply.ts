import { getTRPCErrorShape, type TRPCError } from "@trpc/server";
import { getHTTPStatusCode, type ResponseMeta } from "@trpc/server/http";
import type { TRPCResponse } from "@trpc/server/rpc";
import type { Exchange } from "./exchange.ts";
import { isSuccess, type Result, type Success } from "./executor/call.ts";
import { isKept } from "./executor/keep.ts";
import { ownHeaders } from "./write.ts";

type Serializer = Exchange["options"]["router"]["_def"]["_config"]["transformer"]["output"];

export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** What the calls of a request have come to, as one answer. */
export function replyOf(exchange: Exchange, results: readonly Result[]): Reply {
  const { options, route } = exchange;
  // Most requests: nothing to work out.
  if (!options.responseMeta && results.every(isSuccess)) return { status: 200, body: bodyOf(exchange, results) };
  const items = results.map((result, index) => itemOf(exchange, result, index));
  const errors = results.map((result) => (result.ok ? undefined : result.error));
  const status = applyMeta(exchange, { items, errors, status: getHTTPStatusCode(items, errors) });
  return checked(status, serialize(exchange, route.isBatch ? items : (items[0] ?? [])));
}

/** The answer to a failure that is not of one call. */
export function errorReply(exchange: Exchange, error: TRPCError): Reply {
  const { options, ctx, info } = exchange;
  const { _config: config } = options.router._def;
  const type = info?.type ?? "unknown";
  const item = { error: getTRPCErrorShape({ config, error, type, path: undefined, input: undefined, ctx }) };
  const body = serialize(exchange, item);
  const errors = [error];
  return checked(applyMeta(exchange, { items: [item], errors, status: getHTTPStatusCode(item, errors) }), body);
}

function itemOf({ options, ctx, route, inputs }: Exchange, result: Result, index: number): TRPCResponse {
  if (result.ok) return { result: { data: result.data } };
  const { error } = result;
  const { _config: config } = options.router._def;
  const { path, type } = route.targets[index] ?? route.targets[0];
  return { error: getTRPCErrorShape({ config, ctx, error, input: inputs.result(index), path, type }) };
}

function bodyOf({ options, route }: Exchange, results: readonly Success[]): string {
  const { output } = options.router._def._config.transformer;
  if (!route.isBatch) return dataText(output, results[0]?.data);
  return `[${results.map(({ data }) => dataText(output, data)).join(",")}]`;
}

/** As `transformTRPCResponse` does, without its copies. */
function serialize({ options }: Exchange, json: TRPCResponse | TRPCResponse[]): string {
  const { output } = options.router._def._config.transformer;
  const text = (item: TRPCResponse) =>
    "error" in item ? JSON.stringify({ error: output.serialize(item.error) }) : dataText(output, item.result.data);
  return Array.isArray(json) ? `[${json.map(text).join(",")}]` : text(json);
}

const texts = new WeakMap<object, { output: Serializer; text: string }>();

/** A success as JSON; of an output that is kept, made once. */
function dataText(output: Serializer, data: unknown): string {
  const known = isKept(data) ? texts.get(data) : undefined;
  if (known?.output === output) return known.text;
  const text = JSON.stringify({ result: { data: output.serialize(data) } });
  if (isKept(data)) texts.set(data, { output, text });
  return text;
}

type Head = { items: TRPCResponse[]; errors: (TRPCError | undefined)[]; status: number };

/** Lets `responseMeta` add headers, and returns the status, which is its to change. */
function applyMeta(exchange: Exchange, { items, errors, status }: Head): number {
  const { options, info, ctx } = exchange;
  const meta = options.responseMeta?.({
    ctx,
    info,
    paths: info?.calls.map(({ path }) => path),
    data: items,
    errors: errors.filter((error) => error !== undefined),
    eagerGeneration: false,
    type: info?.type ?? "unknown",
  });
  if (meta?.headers) addHeaders((exchange.headers ??= ownHeaders(exchange)), meta.headers);
  return meta?.status || status;
}

function addHeaders(headers: Headers, added: NonNullable<ResponseMeta["headers"]>): void {
  if (added instanceof Headers) {
    for (const [name, value] of added) headers.append(name, value);
    return;
  }
  for (const [name, value] of Object.entries(added)) {
    if (typeof value === "string") headers.set(name, value);
    else if (Array.isArray(value)) for (const item of value) headers.append(name, item);
  }
}

const withoutBody = new Set([204, 205, 304]);

/** A status that no answer can have is refused in the words of `Response`. */
function checked(status: number, body: string): Reply {
  const isPossible = Number.isInteger(status) && status >= 200 && status < 600 && !withoutBody.has(status);
  return { status: isPossible ? status : new Response(body, { status }).status, body };
}
