import { type Agent, type IncomingHttpHeaders, request } from "node:http";
import superjson, { type SuperJSONResult } from "superjson";
import type { HttpCall } from "./rest-form.ts";

export type Received = { status: number; headers: IncomingHttpHeaders; text: string };

/** What came of a call, in the words that both transports share. */
export type Outcome = { isOk: boolean; told: unknown; headers: Record<string, string | undefined> };

/** Sends a request as it is: no URL object that would tidy its target. */
export function send(url: string, agent: Agent, call: HttpCall): Promise<Received> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  const { method, target: path, headers, body } = call;
  const req = request({ hostname, port, method, path, headers, agent }, (res) => {
    const chunks: Buffer[] = [];
    res.on("data", (chunk: Buffer) => void chunks.push(chunk));
    res.on("end", () => {
      resolve({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() });
    });
    res.on("error", reject);
  });
  req.on("error", reject);
  req.end(body);
  return promise;
}

export function trpcOutcome({ status, headers, text }: Received): Outcome {
  const { result, error } = JSON.parse(text) as {
    result?: { data?: SuperJSONResult };
    error?: { json: { message: string; data: Record<string, unknown> } };
  };
  if (!error) {
    const value: unknown = result?.data && superjson.deserialize(result.data);
    // As the bridge writes it: dates as text, nothing for undefined.
    const written: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
    return { isOk: status === 200, told: written, headers: shared(headers) };
  }
  const { data, message } = error.json;
  return { isOk: false, told: failure(status, { ...data, message }), headers: shared(headers) };
}

export function restOutcome({ status, headers, text }: Received): Outcome {
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  if (status < 300) return { isOk: true, told: body, headers: shared(headers) };
  const { detail, ...data } = body as Record<string, unknown>;
  return {
    isOk: false,
    told: failure(status, { ...data, httpStatus: data["status"], message: detail }),
    headers: shared(headers),
  };
}

type Field = { path: unknown; code: unknown; message: unknown };

function failure(status: number, data: Record<string, unknown>): unknown {
  const { code, httpStatus, reason, message, retryAfter } = data;
  const fields = ((data["fields"] ?? []) as Field[]).map((field) =>
    JSON.stringify([field.path, field.code, field.message]),
  );
  return { status, code, httpStatus, reason, message, retryAfter, fields: fields.toSorted() };
}

/** Headers that a procedure or its failure causes; the others belong to a transport. */
function shared(headers: IncomingHttpHeaders): Outcome["headers"] {
  const cookies = headers["set-cookie"]?.map((cookie) =>
    cookie.replace(/(session|device)=[\w.-]+/, "$1=token").replace(/Max-Age=[1-9]\d*/, "Max-Age=some"),
  );
  const { "www-authenticate": challenge, "retry-after": retry } = headers;
  return { cookies: cookies?.join("\n"), challenge, retry, replayed: String(headers["idempotency-replayed"]) };
}
