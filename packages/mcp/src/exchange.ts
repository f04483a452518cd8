import type { IncomingMessage, ServerResponse } from "node:http";
import { RestError } from "@tenon/openapi";
import { abortSignal, readJson } from "@tenon/openapi/transport";
import type { TRPCRequestInfo } from "@trpc/server/http";
import { dispatch } from "./dispatch.ts";
import { refuse } from "./fail.ts";
import { type Message, messageOf, toolCallOf } from "./message.ts";
import type { Settings } from "./options.ts";
import { send } from "./send.ts";
import type { Tool } from "./tools.ts";

/** One HTTP request and everything needed to answer it. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly settings: Settings;
  /** By name; mutations included, whether or not they may be called. */
  readonly tools: ReadonlyMap<string, Tool>;
}

/** An exchange whose message was read and whose caller is known. */
export interface Admitted extends Exchange {
  readonly message: Message;
  readonly ctx: unknown;
  /** Aborts when the client leaves before its answer is written. */
  readonly signal: AbortSignal;
}

/** Answers a request. Whatever goes wrong on the way is answered as a JSON-RPC error; nothing is thrown. */
export async function exchange(given: Exchange): Promise<void> {
  const { req, res, settings } = given;
  let message: Message | undefined;
  try {
    if (req.method !== "POST") {
      // No stream to listen to, no session to end: the specification has 405 for both.
      throw new RestError("METHOD_NOT_ALLOWED", "MCP messages are sent by POST", { headers: { Allow: "POST" } });
    }
    message = messageOf(await readJson(req, { maxBytes: settings.maxBodySize, header: "Accept-Post" }));
    const signal = abortSignal(res);
    res.setHeader("Cache-Control", "no-store");
    const ctx = await settings.createContext({ req, res, info: requestInfo(given, message, signal) });
    await send(res, await dispatch({ ...given, message, ctx, signal }));
  } catch (cause) {
    refuse(given, message, cause);
  }
}

/** What tRPC would tell `createContext` of the call, when the message is one. */
function requestInfo({ tools }: Exchange, message: Message, signal: AbortSignal): TRPCRequestInfo {
  const { name, args } = toolCallOf(message) ?? {};
  const tool = name === undefined ? undefined : tools.get(name);
  const getRawInput = async (): Promise<unknown> => tool?.readArguments(args);
  const call = { getRawInput, result: () => undefined, procedure: null, batchIndex: 0 };
  return {
    accept: null,
    type: tool?.procedure.type ?? "unknown",
    isBatchCall: false,
    calls: tool ? [{ ...call, path: tool.procedure.path }] : [],
    connectionParams: null,
    signal,
    url: null,
  };
}
