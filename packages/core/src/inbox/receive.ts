import { AppError } from "@tenon/contract/app-error";
import { Webhook as Verifier } from "standardwebhooks";
import type { Ctx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { handleMessage } from "./handle.ts";

/** A message as it came in: the bytes, for a signature is over nothing else. */
export type IncomingMessage = {
  provider: string;
  id: string;
  /** Seconds since 1970, as the sender wrote them. */
  timestamp: string;
  signature: string;
  body: Buffer;
};

/**
 * Keeps a message that one of the secrets vouches for (Standard Webhooks, within five minutes), and enqueues what it is for, both or
 * neither. Returns whether it is new: a sender tries again until it hears that we have it.
 * Throws SIGNATURE_INVALID, and MALFORMED_REQUEST for what is signed and no JSON object.
 */
export async function receiveMessage(
  ctx: Pick<Ctx, "db" | "jobs" | "signals" | "now">,
  secrets: readonly string[],
  { provider, id, timestamp, signature, body }: IncomingMessage,
): Promise<boolean> {
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  if (!secrets.some((secret) => isSigned(secret, body, headers))) throw new AppError("SIGNATURE_INVALID");
  const text = textOf(body);
  const type = typeOf(text);
  return inTransaction(ctx, async (work) => {
    const row = { provider, id, type, body: text, receivedAt: ctx.now() };
    const { count } = await work.tx.inboxMessage.createMany({ data: [row], skipDuplicates: true });
    if (count > 0) work.enqueue(handleMessage, { provider, id });
    return count > 0;
  });
}

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
function isSigned(secret: string, body: Buffer, headers: Record<string, string>): boolean {
  // With a dot in it, an id and a timestamp could be taken for others.
  if (!/^[!--/-~]{1,255}$/.test(headers["webhook-id"] ?? "") || !/^\d{1,12}$/.test(headers["webhook-timestamp"] ?? ""))
    return false;
  try {
    new Verifier(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch (cause) {
    throw new AppError("MALFORMED_REQUEST", { message: "The body must be UTF-8.", cause });
  }
}

/** What the sender calls it, where that is a plain word. */
function typeOf(text: string): string | null {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new AppError("MALFORMED_REQUEST", { message: "The body must be a JSON object." });
  const { type } = value as { type?: unknown };
  return typeof type === "string" && /^[\w.:/-]{1,100}$/.test(type) ? type : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("MALFORMED_REQUEST", { message: "The body must be a JSON object.", cause });
  }
}
