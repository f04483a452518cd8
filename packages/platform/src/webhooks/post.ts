import * as http from "node:http";
import * as https from "node:https";
import type { LookupFunction } from "node:net";
import { type EndpointAnswer, SendError } from "@tenon/core/webhooks/sender";
import type { Target } from "./target.ts";

const maxAnswerBytes = 65_536;
const excerptBytes = 1024;

/** One POST to the very addresses that a name was resolved to; Host and TLS go by the name. Follows nothing, reuses nothing. */
export function post(
  { url, addresses }: Target,
  { headers, body }: { headers: Record<string, string>; body: string },
  signal: AbortSignal,
): Promise<EndpointAnswer> {
  const bytes = Buffer.from(body);
  const { promise, resolve, reject } = Promise.withResolvers<EndpointAnswer>();
  const { request } = url.protocol === "https:" ? https : http;
  const outgoing = request(url, {
    method: "POST",
    headers: { ...headers, "content-length": bytes.length },
    agent: false,
    lookup: pinnedTo(addresses),
    signal,
  });
  const onSilence = () => reject(new SendError("the connection was closed without an answer"));
  outgoing.once("response", (response) => {
    outgoing.off("close", onSilence);
    readStart(response).then(resolve, reject);
  });
  outgoing.once("error", reject);
  // Of what is neither an answer nor an error, such as a switch of protocols, nothing else is heard.
  outgoing.once("close", onSilence);
  outgoing.end(bytes);
  return promise.finally(() => outgoing.destroy());
}

const pinnedTo =
  (addresses: Target["addresses"]): LookupFunction =>
  (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all || !first) callback(null, addresses);
    else callback(null, first.address, first.family);
  };

/** The status and how the body begins: of what is longer than `maxAnswerBytes` the rest is not read. */
async function readStart(response: http.IncomingMessage): Promise<EndpointAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (length < excerptBytes) chunks.push(chunk);
    length += chunk.length;
    if (length > maxAnswerBytes) break;
  }
  const excerpt = Buffer.concat(chunks).subarray(0, excerptBytes).toString().replaceAll("\0", "\u{fffd}");
  const retryAfter = response.headers["retry-after"];
  return { status: response.statusCode ?? 0, excerpt, ...(retryAfter !== undefined && { retryAfter }) };
}
